"""The field a proof is sent with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zhenxing.web.proofs import kinds
from zhenxing.web.proofs.services import Upload, checked

_HELP = _("现场照片、签字件、PDF、OFD、Word 或 Excel，不超过 20 MB。文件原样保存，上传后不能改动。")
_TAKEN = ".jpg,.jpeg,.png,.webp,.heic,.heif,.pdf,.ofd,.docx,.xlsx,image/*"


class ProofField(forms.FileField):
    """A file that proves something; gives an `Upload`, or None when nothing was sent.

    Optional unless `required=True`. `camera=True` makes a phone open its camera at once.
    """

    def __init__(self, *, label: Any = "", camera: bool = False, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("help_text", _HELP)
        attributes = {"accept": "image/*", "capture": "environment"} if camera else {"accept": _TAKEN}
        options.setdefault("widget", forms.FileInput(attrs=attributes))
        options["error_messages"] = {
            "empty": _("文件是空的，没有任何内容。请确认选对了文件。"),
            "required": _("请附上佐证：照片、签字件或文件。"),
            **options.get("error_messages", {}),
        }
        super().__init__(label=label or _("佐证"), **options)

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        sent = super().clean(data, initial)
        if not sent:
            return None
        try:
            return checked(sent)
        except kinds.Refused as refusal:
            raise ValidationError(str(refusal)) from None
