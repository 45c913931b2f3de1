"""Small sound files to begin a search with, made here. All places are fictional."""

from __future__ import annotations

import io

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="urn:wp" xmlns:v="urn:v"'
)
_O = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def _word(name: str, inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_W}>{inside}</w:{name}>'.encode()


def _p(text: str, properties: str = "", more: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_TABLE = (
    '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/>'
    f'<w:vMerge w:val="restart"/></w:tcPr>{_p("任务")}</w:tc><w:tc>{_p("县发展局")}</w:tc></w:tr></w:tbl>'
)
_BOX = f"<w:r><w:pict><v:textbox><w:txbxContent>{_p('框中文字')}</w:txbxContent></v:textbox></w:pict></w:r>"
_ODD = (
    "<w:ins><w:r><w:t>插入</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    '<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="1"/><w:sym w:char="F0A3"/><w:tab/></w:r>'
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
)
DOCX: dict[str, bytes] = {
    "word/document.xml": _word(
        "document", f"<w:body>{_p('云岭县方案', _NUMBERED)}{_TABLE}{_p('一、目标', '', _BOX + _ODD)}</w:body>"
    ),
    "word/numbering.xml": _word(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="3"/></w:lvlOverride></w:num>',
    ),
    "word/styles.xml": _word(
        "styles", '<w:style w:styleId="1"><w:name w:val="toc 1"/><w:basedOn w:val="1"/></w:style>'
    ),
    "word/footnotes.xml": _word("footnotes", f'<w:footnote w:id="2">{_p("注文")}</w:footnote>'),
}


def _ofd(name: str, inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} {_O}>{inside}</ofd:{name}>'.encode()


OFD: dict[str, bytes] = {
    "OFD.xml": _ofd("OFD", "<ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody>"),
    "D/Document.xml": _ofd(
        "Document",
        '<ofd:CommonData><ofd:TemplatePage ID="1" BaseLoc="P.xml"/></ofd:CommonData><ofd:Pages>'
        '<ofd:Page ID="2" BaseLoc="P.xml"/></ofd:Pages><ofd:Attachments>A.xml</ofd:Attachments>',
    ),
    "D/P.xml": _ofd(
        "Page",
        '<ofd:Template TemplateID="1"/><ofd:Content><ofd:Layer><ofd:TextObject Boundary="30 30 90 9" Size="5" '
        'CTM="1 0 0 1 0 0"><ofd:TextCode X="0" Y="5" DeltaX="g 3 5">云岭县方案</ofd:TextCode></ofd:TextObject>'
        '<ofd:PathObject Boundary="20 20 100 40"><ofd:AbbreviatedData>M 0 0 L 100 0 L 100 40 L 0 40 C M 50 0 '
        "L 50 40 M 0 20 L 100 20</ofd:AbbreviatedData></ofd:PathObject></ofd:Layer></ofd:Content>",
    ),
    "D/A.xml": _ofd("Attachments", '<ofd:Attachment Name="附.xlsx"/>'),
}


def plain() -> bytes:
    return "云岭县人民政府办公室\r\n关于印发方案的通知\n一、总体要求\n".encode("gb18030")


def page() -> bytes:
    return (
        "<html><head><meta charset='utf-8'><title>通知_云岭县</title><meta name='PubDate' content='2025-01-02'>"
        "</head><body><div id='nav'><a href='/'>首页</a></div><ol start='2' type='a'><li>甲</li></ol><table>"
        "<tr><td rowspan='2'>乙</td><td colspan='3'>丙</td></tr></table><pre>丁\n戊</pre><p>现将方案印发给你们，"
        "请认真贯彻落实，县发展局牵头负责。</p><div style='display:none'>隐</div><iframe src='a'></iframe>"
        "</body></html>"
    ).encode()


def mhtml() -> bytes:
    return (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; "
        b"charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>=E4=BA=91</p>\n--x--\n"
    )


def pdf() -> bytes:
    """A page with a line of text and a ruled table."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    output = io.BytesIO()
    canvas = Canvas(output, invariant=1, pageCompression=0)
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(72, 780, "云岭县方案")
    canvas.grid([72, 200, 330], [760, 720, 680])
    canvas.drawString(80, 740, "任务")
    canvas.drawString(210, 740, "县发展局")
    canvas.save()
    return output.getvalue()
