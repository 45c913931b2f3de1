"""Signing in and out, and one's own password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from zhenxing.web.accounts import queries
from zhenxing.web.accounts.actions import ChangeOwnPassword, ReleaseLock
from zhenxing.web.accounts.forms import PasswordForm, SignInForm
from zhenxing.web.kit.forms import refused_fields
from zhenxing.web.kit.pages import PUBLIC, SIGNED_IN, do, page
from zhenxing.web.kit.refusals import Invalid


class _SignIn(LoginView):
    form_class = SignInForm
    template_name = "accounts/sign-in.html"
    redirect_authenticated_user = True
    next_page = reverse_lazy("overview:home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        because = self.request.session.pop("signed-out-because", "")
        return super().get_context_data(**kwargs) | {"because": because}


sign_in = page(PUBLIC)(_SignIn.as_view())


def locked_out(
    request: HttpRequest, _original: HttpResponse | None = None, _credentials: Any = None
) -> HttpResponse:
    """The page axes shows while an account is locked: how long, and what to do."""
    minutes = queries.minutes_left(request.POST.get("username", ""), timezone.now())
    return render(request, "accounts/locked-out.html", {"minutes": minutes}, status=429)


@page(PUBLIC)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("accounts:sign-in")


@page("lockouts.view")
def lockouts(request: HttpRequest) -> HttpResponse:
    """Who is locked out now, and letting them in again."""
    return render(request, "accounts/lockouts.html", {"locked": queries.locked(timezone.now())})


@page("lockouts.release")
@require_POST
def release(request: HttpRequest) -> HttpResponse:
    username = request.POST.get("username", "")
    do(request, ReleaseLock(username=username))
    messages.success(request, _("已解除 %(name)s 的登录锁定。") % {"name": username})
    return redirect("accounts:lockouts")


@sensitive_post_parameters()
@page(SIGNED_IN)
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            done = do(request, ChangeOwnPassword(user_id=request.user.pk, old=data["old"], new=data["new"]))
        except Invalid as refusal:
            refused_fields(form, refusal)
        else:
            update_session_auth_hash(request, done.result)
            messages.success(request, _("口令已修改。"))
            return redirect("overview:home")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)
