"""services.py FOLDER PORT-FILE: the services of a test authority (scripts/test-ca) over HTTP on loopback.

Writes its port to PORT-FILE once it listens. GET serves the lists and certificates; /ocsp-ca and /ocsp-root answer OCSP;
/tsa gives time stamps. These go wrong on purpose, each in its way:
  /tsa-slow        answers after a minute       /tsa-garbage    bytes that are no answer
  /tsa-nonce       a good answer to another     /tsa-imprint    a time stamp over another digest, with the nonce asked for
                   request over this digest
  /tsa-refused     a status: rejected           /tsa-cut        an answer that ends in its middle
  /tsa-503         always 503                   /tsa-flaky      503, then a good answer, by turns
  /tsa-endless     more bytes than anyone wants /tsa-html       status 200 and a page for people
  /tsa-flip/N      a good answer with its N-th byte (in thousandths of its length) flipped
Requests are counted: GET /count/PATH tells how many came for a path.
"""
import base64
import http.server
import os
import re
import subprocess
import sys
import threading
import time

folder, port_file = (os.path.abspath(path) for path in sys.argv[1:])
counts, turns = {}, {}
lock = threading.Lock()


def openssl(*arguments, given=b""):
    return subprocess.run(["openssl", *arguments], cwd=folder, input=given, capture_output=True, check=True).stdout


def scratch(name, data=None):
    path = os.path.join(folder, f"{name}.{threading.get_ident()}")
    if data is not None:
        with open(path, "wb") as file:
            file.write(data)
    return path


def stamp(query):
    path, out = scratch("query", query), scratch("reply")
    with lock:  # openssl ts keeps its serial number in a file
        openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", path, "-out", out)
    with open(out, "rb") as file:
        return file.read()


def other_nonce(query):
    """The same request with another nonce: its last 8-byte INTEGER."""
    at = query.rindex(b"\x02\x08") + 2
    return query[:at] + bytes([query[at], query[at + 1] ^ 1]) + query[at + 2:]


def other_imprint(query):
    at = query.index(b"\x04\x20") + 2
    return query[:at] + bytes([query[at] ^ 1]) + query[at + 1:]


def flip(answer, thousandths):
    at = len(answer) * thousandths // 1000
    return answer[:at] + bytes([answer[at] ^ 1]) + answer[at + 1:]


def ocsp(name, query):
    index = "index.txt" if name == "ca" else "root.txt"
    signer = "ocsp" if name == "ca" else "ocsp-root"
    path, out = scratch("ocsp", query), scratch("answer")
    openssl("ocsp", "-index", index, "-CA", f"{name}.pem", "-rsigner", f"{signer}.pem", "-rkey", f"{signer}.key",
            "-reqin", path, "-respout", out, "-ndays", "7", "-no_nonce")
    with open(out, "rb") as file:
        return file.read()


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def note(self):
        with lock:
            counts[self.path] = counts.get(self.path, 0) + 1

    def do_GET(self):
        if self.path.startswith("/count"):
            self.answer(200, "text/plain", str(counts.get(self.path[len("/count"):], 0)).encode())
            return
        self.note()
        name = self.path.lstrip("/")
        if re.fullmatch(r"[a-z]+\.(crl|cer)", name) and os.path.exists(os.path.join(folder, name)):
            with open(os.path.join(folder, name), "rb") as file:
                self.answer(200, "application/octet-stream", file.read())
        else:
            self.answer(404, "text/plain", b"nothing here\n")

    def do_POST(self):
        self.note()
        query = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.startswith("/ocsp-"):
            self.answer(200, "application/ocsp-response", ocsp(self.path[len("/ocsp-"):], query))
            return
        if self.headers["Content-Type"] != "application/timestamp-query":
            self.answer(415, "text/plain", b"")
            return
        self.timestamp(self.path[1:], query)

    def timestamp(self, way, query):
        kind = "application/timestamp-reply"
        if way == "tsa-slow":
            time.sleep(60)
        elif way == "tsa-503" or way == "tsa-flaky" and self.turn(way):
            self.answer(503, "text/plain", b"later\n")
        elif way == "tsa-garbage":
            self.answer(200, kind, base64.b64decode("MIIBAgMEBQYHCAkK") * 50)
        elif way == "tsa-html":
            self.answer(200, "text/html", b"<html><title>Welcome</title></html>")
        elif way == "tsa-endless":
            self.endless()
        elif way == "tsa-refused":
            self.answer(200, kind, bytes.fromhex("30053003020102"))
        elif way == "tsa-nonce":
            self.answer(200, kind, stamp(other_nonce(query)))
        elif way == "tsa-imprint":
            self.answer(200, kind, stamp(other_imprint(query)))
        elif way == "tsa-cut":
            self.answer(200, kind, stamp(query)[:-400])
        elif way.startswith("tsa-flip/"):
            self.answer(200, kind, flip(stamp(query), int(way.partition("/")[2])))
        elif way in ("tsa", "tsa-flaky"):
            self.answer(200, kind, stamp(query))
        else:
            self.answer(404, "text/plain", b"nothing here\n")

    def turn(self, way):
        with lock:
            turns[way] = not turns.get(way, False)
            return turns[way]

    def endless(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(64):
            self.wfile.write(bytes(1 << 20))


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Who goes away in the middle of an answer is no news here."""


server = Server(("127.0.0.1", 0), Handler)
with open(port_file + ".new", "w", encoding="ascii") as file:
    file.write(str(server.server_port))
os.rename(port_file + ".new", port_file)
server.serve_forever()
