"""Tells how two parsers of Python read a form, as JSON: /werkzeug as Flask does it, /multipart as Starlette and FastAPI do it.

Prints its port, and ends with its standard input.
"""

import hashlib
import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import multipart
from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_options_header


def file_entry(field, filename, content_type, content):
    return {
        "field": field,
        "filename": filename,
        "contentType": content_type,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def parse_with_werkzeug(content_type, body):
    mimetype, options = parse_options_header(content_type)
    _, fields, files = FormDataParser().parse(BytesIO(body), mimetype, len(body), options)
    return {
        "fields": list(fields.items(multi=True)),
        "files": [
            file_entry(field, file.filename, file.content_type, file.read())
            for field, file in files.items(multi=True)
        ],
    }


def parse_with_multipart(content_type, body):
    _, options = multipart.multipart.parse_options_header(content_type)
    parts = []
    part = {}

    def begin():
        part.clear()
        part.update(headers=[], name=b"", value=b"", content=[])

    def header_field(data, start, end):
        part["name"] += data[start:end]

    def header_value(data, start, end):
        part["value"] += data[start:end]

    def header_end():
        part["headers"].append((part["name"].lower(), part["value"]))
        part["name"] = part["value"] = b""

    def content(data, start, end):
        part["content"].append(data[start:end])

    def end():
        parts.append((dict(part["headers"]), b"".join(part["content"])))

    parser = multipart.MultipartParser(
        options[b"boundary"],
        {
            "on_part_begin": begin,
            "on_header_field": header_field,
            "on_header_value": header_value,
            "on_header_end": header_end,
            "on_part_data": content,
            "on_part_end": end,
        },
    )
    parser.write(body)
    parser.finalize()
    fields, files = [], []
    for headers, value in parts:
        _, options = multipart.multipart.parse_options_header(headers[b"content-disposition"])
        name = options[b"name"].decode("utf-8")
        if b"filename" in options:
            content_type = headers.get(b"content-type", b"").decode("utf-8")
            files.append(file_entry(name, options[b"filename"].decode("utf-8"), content_type, value))
        else:
            fields.append((name, value.decode("utf-8")))
    return {"fields": fields, "files": files}


PARSERS = {"/werkzeug": parse_with_werkzeug, "/multipart": parse_with_multipart}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_OPTIONS(self):
        self.answer(204, b"")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        parsed = PARSERS[self.path](self.headers["Content-Type"], body)
        self.answer(200, json.dumps(parsed).encode())

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
server.serve_forever()
