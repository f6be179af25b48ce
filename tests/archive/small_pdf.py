"""Small PDFs that are whole: a title, an organ, a date, one page, and on request a report they carry."""


def text_string(text):
    return b"<feff" + text.encode("utf-16-be").hex().encode() + b">"


def xmp(title, organ, claim=""):
    def escaped(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">{claim}
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escaped(organ)}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>2020-02-18T00:00:00+08:00</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def stream(dictionary, data):
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (dictionary, len(data), data)


def make(title=None, organ=None, report=None, info=True, filler=b"", pages=1, claim="", producer=b"small_pdf"):
    """A PDF as bytes. `info` false: title and organ stand in XMP alone. `report`: the bytes of a report.json. `claim`: more
    XMP, with which there is some."""
    objects = [b"", b"", b""]
    catalog = b"<</Type/Catalog/Pages 2 0 R"
    kids = []
    for _ in range(pages):
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>")
        kids.append(len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % kid for kid in kids), pages)
    objects[2] = b"<</Producer(%s)" % producer
    if info and title:
        objects[2] += b"/Title" + text_string(title)
    if info and organ:
        objects[2] += b"/Author" + text_string(organ)
    objects[2] += b"/CreationDate(D:20200218000000+08'00')>>" if info else b">>"
    if not info or claim:
        objects.append(stream(b"/Type/Metadata/Subtype/XML", xmp(title, organ, claim)))
        catalog += b"/Metadata %d 0 R" % len(objects)
    if report is not None:
        objects.append(stream(b"/Type/EmbeddedFile/Subtype/application#2Fjson", report))
        objects.append(b"<</Type/Filespec/F(report.json)/UF(report.json)/AFRelationship/Source/EF<</F %d 0 R/UF %d 0 R>>>>"
                       % (len(objects), len(objects)))
        catalog += b"/Names<</EmbeddedFiles<</Names[(report.json)%d 0 R]>>>>/AF[%d 0 R]" % (len(objects), len(objects))
    objects[0] = catalog + b">>"
    out, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3" + filler + b"\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n<</Size %d/Root 1 0 R/Info 3 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
