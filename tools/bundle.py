#!/usr/bin/env python3
"""Write a C file that holds the bytes of files: bundle.py OUT TEMPLATE SET..."""
import os
import sys


def array(name, data):
    rows = [", ".join(str(byte) for byte in data[at:at + 24]) for at in range(0, len(data), 24)]
    # char is signed here and unsigned there: what is above 127 is written as the bytes of a string would be stored.
    return "static const unsigned char %s[] = {\n%s\n};\n" % (name, ",\n".join(rows))


def view(name, size):
    return "{ (const char *)%s, %d }" % (name, size)


def main():
    out, template, *sets = sys.argv[1:]
    sets.sort(key=os.path.basename)
    text = ['/* Made by tools/bundle.py. */', '#include "cmd/bundle.h"\n']
    with open(template, "rb") as file:
        data = file.read()
    text.append(array("template_bytes", data))
    text.append("const struct string bundle_template = %s;\n" % view("template_bytes", len(data)))
    rows = []
    for index, path in enumerate(sets):
        with open(path, "rb") as file:
            data = file.read()
        text.append(array("set_%d" % index, data))
        rows.append('    { STRING_INIT("%s"), %s },' % (os.path.basename(path), view("set_%d" % index, len(data))))
    text.append("const struct bundled bundle[] = {\n%s\n};" % "\n".join(rows))
    text.append("const size_t bundle_count = %d;" % len(sets))
    with open(out, "w", encoding="ascii") as file:
        file.write("\n".join(text) + "\n")


if __name__ == "__main__":
    main()
