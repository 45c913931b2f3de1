"""A server others reach: HTTPS in front, hosts named, cookies for HTTPS only."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from zhenxing.web.settings import environment
from zhenxing.web.settings.base import *  # noqa: F403 — a settings module is its parent plus changes
from zhenxing.web.settings.base import ZHENXING_HOME

SECRET_KEY = environment.secret_key(ZHENXING_HOME)
DEBUG = False
ALLOWED_HOSTS = environment.words("ZHENXING_HOSTS")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("请用 ZHENXING_HOSTS 写明本站的域名，多个用英文逗号隔开。")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
