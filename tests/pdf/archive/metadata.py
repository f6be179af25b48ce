"""XMP against Info and against what the standards ask of it; output intents and their profiles."""
import re
import struct
import xml.etree.ElementTree

from faults import expect
from objects import text

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/", "pdf": "http://ns.adobe.com/pdf/1.3/", "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/", "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/", "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# Properties of the schemas that PDF/A predefines (XMP 2005; ISO 19005-2, 6.6.4), as far as we use them.
PREDEFINED = {"dc:format", "dc:title", "dc:creator", "dc:language", "pdf:Producer", "xmp:CreateDate", "xmp:ModifyDate",
              "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:InstanceID", "xmpMM:VersionID", "xmpMM:RenditionClass",
              "pdfaid:part", "pdfaid:conformance", "pdfaExtension:schemas"}


def short(tag):
    """"dc:title" of an element's name."""
    space, name = tag[1:].split("}")
    for prefix, uri in SPACES.items():
        if uri == space:
            return f"{prefix}:{name}"
    return tag


class Packet:
    """The properties of a file's XMP packet."""

    def __init__(self, pdf):
        reference = pdf.root["/Metadata"]
        entries = pdf.get(reference)
        for clauses in ("A 6.6.2.1.1", "UA 7.1.8"):
            expect(clauses, entries.get("/Type") == "/Metadata" and entries.get("/Subtype") == "/XML", f"Metadata {entries}")
        expect("PDF 14.3.2", "/Filter" not in entries, "the packet is compressed")
        data = pdf.data(reference)
        head = re.match(rb"<\?xpacket ([^?]*)\?>", data)
        expect("A 6.6.2.1.2", head and b"bytes=" not in head.group(1), "the packet's bytes attribute")
        expect("A 6.6.2.1.3", head and b"encoding=" not in head.group(1), "the packet's encoding attribute")
        try:
            self.source = data.decode("utf-8")
            tree = xml.etree.ElementTree.fromstring(data)
        except (UnicodeDecodeError, xml.etree.ElementTree.ParseError) as error:
            expect("A 6.6.2.1.4 6.6.2.1.5", False, str(error))
            raise
        expect("A 6.6.2.1.4 6.6.2.1.5", tree.tag == "{adobe:ns:meta/}xmpmeta", f"packet of {tree.tag}")
        items = [item for description in tree.findall(f"{RDF}RDF/{RDF}Description") for item in description]
        self.properties = {short(item.tag): item for item in items}
        expect("A 6.6.2.1.4 6.6.2.1.5", len(items) == len(self.properties), "a property is said twice")
        self.described = self.read_extensions()

    def value(self, name):
        item = self.properties.get(name)
        if item is None:
            return None
        listed = item.findall(f".//{RDF}li")
        return listed[0].text if listed else item.text

    def read_extensions(self):
        """Names of the properties that the packet describes."""
        names = set()
        schemas = self.properties.get("pdfaExtension:schemas")
        for schema in schemas.findall(f"{RDF}Bag/{RDF}li") if schemas is not None else []:
            fields = {short(field.tag): field for field in schema}
            wanted = {"pdfaSchema:schema", "pdfaSchema:namespaceURI", "pdfaSchema:prefix", "pdfaSchema:property"}
            expect("A 6.6.2.3.3.1 6.6.2.3.3.2 6.6.2.3.3.3 6.6.2.3.3.4 6.6.2.3.3.5 6.6.2.3.3.6 6.6.2.3.3.11 6.6.2.3.3.12 "
                   "6.6.2.3.3.13 6.6.2.3.3.14 6.6.2.3.3.15 6.6.2.3.3.16 6.6.2.3.3.17 6.6.2.3.3.18", set(fields) == wanted,
                   f"a schema of {sorted(fields)}")
            prefix = fields["pdfaSchema:prefix"].text
            expect("A 6.6.2.3.2.1", fields["pdfaSchema:namespaceURI"].text == SPACES.get(prefix), f"schema {prefix}")
            for item in fields["pdfaSchema:property"].findall(f"{RDF}Seq/{RDF}li"):
                names.add(f"{prefix}:{self.read_property(item)}")
        return names

    def read_property(self, item):
        fields = {short(field.tag): field.text for field in item}
        wanted = {f"pdfaProperty:{name}" for name in ("name", "valueType", "category", "description")}
        expect("A 6.6.2.3.3.7 6.6.2.3.3.8 6.6.2.3.3.9 6.6.2.3.3.10", set(fields) == wanted and all(fields.values()),
               f"a property of {fields}")
        expect("A 6.6.2.3.3.8", fields["pdfaProperty:valueType"] in ("Text", "Integer"), f"type of {fields}")
        expect("A 6.6.2.3.3.9", fields["pdfaProperty:category"] in ("internal", "external"), f"category of {fields}")
        return fields["pdfaProperty:name"]


def check_packet(pdf, packet, part, press):
    if part:
        unknown = set(packet.properties) - PREDEFINED - packet.described
        expect("A 6.6.2.3.1.1 6.6.2.3.1.2", not unknown, f"properties of no schema: {sorted(unknown)}")
        expect("A 6.6.4.1 6.6.4.2", packet.value("pdfaid:part") == part, f"pdfaid:part {packet.value('pdfaid:part')}")
        expect("A 6.6.4.3", packet.value("pdfaid:conformance") == "A", "pdfaid:conformance")
        expect("A 6.6.4.4 6.6.4.5", "<pdfaid:part>" in packet.source and "<pdfaid:conformance>" in packet.source, "prefix")
        expect("A 6.6.4.6 6.6.4.7", not {"pdfaid:amd", "pdfaid:corr"} & set(packet.properties), "amd, corr")
        expect("UA 5.1 5.2", packet.value("pdfuaid:part") == "1", f"pdfuaid:part {packet.value('pdfuaid:part')}")
        expect("UA 5.3", "<pdfuaid:part>" in packet.source, "prefix of pdfuaid")
        expect("UA 5.4 5.5", not {"pdfuaid:amd", "pdfuaid:corr"} & set(packet.properties), "amd, corr")
    expect("UA 7.1.9", packet.value("dc:title"), "dc:title")
    expect("UA 7.2.33", 'xml:lang="x-default"' in packet.source and pdf.root.get("/Lang"), "language of the title")
    if press:
        wanted = {"pdfxid:GTS_PDFXVersion": "PDF/X-4", "pdf:Trapped": "False", "xmpMM:VersionID": "1",
                  "xmpMM:RenditionClass": "default"}
        said = {name: packet.value(name) for name in wanted}
        expect("X metadata", said == wanted and packet.value("xmpMM:DocumentID"), f"{said}")
        expect("X metadata", packet.value("xmp:CreateDate") and packet.value("xmp:MetadataDate"), "dates")
        expect("X trapped", pdf.info.get("/Trapped") == "/False", "Trapped of Info")


def iso_date(date):
    """D:20200225000000+08'00' as XMP writes it."""
    match = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-]\d\d)'(\d\d)'", text(date or ""))
    return "{}-{}-{}T{}:{}:{}{}:{}".format(*match.groups()) if match else None


def check_info(pdf, packet):
    for key, name in (("/Title", "dc:title"), ("/Author", "dc:creator"), ("/Producer", "pdf:Producer")):
        said = text(pdf.info[key]) if key in pdf.info else None
        expect("A 6.6.3", said == packet.value(name), f"{key} {said!r}, {name} {packet.value(name)!r}")
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        expect("A 6.6.3", iso_date(pdf.info.get(key)) == packet.value(name), f"{key}, {name}")
    expect("A 6.6.3", set(pdf.info) <= {"/Title", "/Author", "/Producer", "/CreationDate", "/ModDate", "/Trapped"}, "Info")


# ---- output intents

def check_profile(pdf, reference, space):
    data, entries = pdf.data(reference), pdf.get(reference)
    size, version = struct.unpack_from(">I", data)[0], data[8]
    said, kind = data[16:20], data[12:16]
    expect("A 6.2.3.1", size == len(data) and data[36:40] == b"acsp", "the profile's head")
    expect("A 6.2.3.1", version in (2, 4) and kind in (b"prtr", b"mntr"), f"version {version}, class {kind}")
    expect("A 6.2.3.1", said == space and entries["/N"] == {b"GRAY": 1, b"CMYK": 4}[said], f"{said} of {entries['/N']}")
    tags = {}
    for i in range(struct.unpack_from(">I", data, 128)[0]):
        tag, offset, length = struct.unpack_from(">4sII", data, 132 + 12 * i)
        expect("A 6.2.3.1", offset % 4 == 0 and offset + length <= size, f"tag {tag} of the profile")
        tags[tag] = data[offset:offset + length]
    wanted = {b"desc", b"cprt", b"wtpt"} | ({b"kTRC"} if said == b"GRAY" else {b"A2B0", b"B2A0"})
    expect("A 6.2.3.1", wanted <= set(tags), f"the profile lacks {wanted - set(tags)}")
    if said == b"GRAY":
        expect("A 6.2.3.1", tags[b"wtpt"] == b"XYZ \0\0\0\0\0\0\xf6\xd6\0\1\0\0\0\0\xd3\x2d", "white point")
        expect("A 6.2.3.1", tags[b"kTRC"] == b"curv\0\0\0\0\0\0\0\1\2\x33", "curve")


def check_intents(pdf, press):
    intents = pdf.root.get("/OutputIntents", [])
    kinds = [intent["/S"] for intent in intents]
    expect("A 6.2.3.2", kinds == (["/GTS_PDFX", "/GTS_PDFA1"] if press else ["/GTS_PDFA1"]), f"intents {kinds}")
    profiles = {intent["/DestOutputProfile"] for intent in intents}
    expect("A 6.2.3.2", len(profiles) == 1, f"profiles {profiles}")
    expect("A 6.2.3.3", not any("/DestOutputProfileRef" in intent for intent in intents), "DestOutputProfileRef")
    for intent in intents:
        said = text(intent["/OutputConditionIdentifier"]), text(intent.get("/Info", ""))
        expect("PDF 14.11.5", all(said), f"intent {said}")
        expect("X intent", all(said), f"intent {said}")
    for reference in profiles:
        check_profile(pdf, reference, b"CMYK" if press else b"GRAY")


def check_colours(pdf, used, press):
    """Device colours only as far as the intent covers them (ISO 19005-2, 6.2.4.3)."""
    expect("A 6.2.4.3.2", True, "no operator for DeviceRGB is known to content.py")
    expect("A 6.2.4.3.3", press or "k" not in used, "DeviceCMYK without a CMYK intent")
    expect("A 6.2.4.3.4", "/OutputIntents" in pdf.root, "DeviceGray without an intent")
    spaces = pdf.get(pdf.get(pdf.pages[0])["/Resources"]).get("/ColorSpace", {}) if pdf.pages else {}
    expect("A 6.2.4.2.1 6.2.4.2.2", all(pdf.get(space)[0] == "/CalRGB" for space in spaces.values()), f"spaces {spaces}")
    expect("PDF 8.6.5.3", ("cs" in used) == bool(spaces), f"colour spaces {spaces}, used {used}")
    if press:
        expect("X colours", used <= {"k"}, f"colours {used}")
