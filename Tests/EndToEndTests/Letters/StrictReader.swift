/// A reader of messages that lets nothing pass: each rule of the standards that concerns letters, in Python.
enum StrictReader {
    /// Prints a line for each thing that is wrong.
    static let script = #"""
        import sys, json, re, email, email.policy, email.utils
        from email.header import decode_header, make_header

        def once(m, name):
            return len(m.get_all(name) or []) == 1

        def check(letter):
            raw = letter['message'].encode('utf-8')
            # RFC 5322 2.1.1, 2.3: CRLF alone, 998 octets at most, ASCII without 8BITMIME.
            if re.search(rb'(?<!\r)\n|\r(?!\n)', raw): yield 'a bare CR or LF'
            if any(len(line) > 998 for line in raw.split(b'\r\n')): yield 'a line above 998 octets'
            if any(byte > 126 for byte in raw): yield 'an octet above 126'
            if not raw.endswith(b'\r\n'): yield 'the last line has no end'
            head = raw.split(b'\r\n\r\n', 1)[0].decode('ascii')
            for line in head.split('\r\n'):
                if len(line) > 78 and re.search(r'\S\s+\S', line.split(':', 1)[-1].strip()):
                    yield 'a header line of %d: %s' % (len(line), line)
                if line.rstrip() != line: yield 'blanks end a header line: ' + line
                # RFC 2047 2: 75 for a word, 76 for its line.
                for word in re.findall(r'=\?[^ ]*\?=', line):
                    if len(word) > 75: yield 'an encoded word of %d' % len(word)
                    if len(line) > 76: yield 'a line with an encoded word of %d' % len(line)
            m = email.message_from_bytes(raw, policy=email.policy.default)
            for part in m.walk():
                if part.defects: yield 'defects: %s' % part.defects
                for name, value in part.items():
                    if getattr(value, 'defects', None): yield 'defects of %s: %s' % (name, value.defects)
                yield from check_part(part)
            for name in 'From To Subject Date Message-ID MIME-Version Auto-Submitted Reply-To Content-Language'.split():
                if not once(m, name): yield 'not exactly one ' + name
            for name in 'Bcc Cc Sender Return-Path Received'.split():
                if m[name]: yield 'has ' + name
            if m['Auto-Submitted'] != 'auto-generated': yield 'Auto-Submitted: %s' % m['Auto-Submitted']
            if m['Content-Language'] != letter['language']: yield 'Content-Language: %s' % m['Content-Language']
            if not re.fullmatch(r'<[!-;=?-~]+@[a-z0-9.-]+\.[a-z]+>', m['Message-ID'].strip()):
                yield 'Message-ID: %s' % m['Message-ID']
            if email.utils.parsedate_to_datetime(m['Date']).tzinfo is None: yield 'Date without an offset'
            yield from check_class(m, letter)
            yield from check_tree(m, letter)
            yield from check_texts(m, letter)

        def check_part(part):
            kind = part.get_content_type()
            if part.is_multipart():
                boundary = part.get_boundary()
                if len(boundary) > 70 or not re.fullmatch(r"[0-9A-Za-z'()+_,./:=?-]+", boundary):
                    yield 'boundary %s' % boundary
                if part['Content-Transfer-Encoding']: yield 'an encoded multipart'
                return
            encoding = part['Content-Transfer-Encoding']
            if encoding not in ('7bit', 'quoted-printable', 'base64'): yield '%s is %s' % (kind, encoding)
            # RFC 2045 6.7, 6.8.
            longest = max(len(line) for line in part.get_payload().split('\r\n'))
            if longest > 76 and encoding != '7bit': yield '%s: an encoded line of %d' % (kind, longest)
            if kind.startswith('text/'):
                if part.get_content_charset() != 'utf-8': yield '%s without charset' % kind
                part.get_payload(decode=True).decode('utf-8')

        def check_class(m, letter):
            listed = [name for name in ('List-Id', 'List-Unsubscribe', 'Precedence') if m[name]]
            if letter['bulk'] and len(listed) != 3: yield 'bulk mail with %s alone' % listed
            if not letter['bulk'] and listed: yield 'a personal letter with %s' % listed
            if letter['bulk'] and '<mailto:' not in m['List-Unsubscribe']: yield 'no mailto to unsubscribe'
            # RFC 8058 3.1: not without an HTTPS address.
            if m['List-Unsubscribe-Post'] and 'https:' not in m['List-Unsubscribe']: yield 'one click on nothing'

        def check_tree(m, letter):
            def tree(part):
                inner = [tree(p) for p in part.iter_parts()] if part.is_multipart() else []
                return part.get_content_type() + ('(%s)' % ' '.join(inner) if inner else '')
            shape = 'text/plain text/html' + (' text/calendar' if letter['calendar'] else '')
            shape = 'multipart/alternative(%s)' % shape
            files = (['text/calendar'] if letter['calendar'] else []) + \
                (['application/pdf'] if letter['title'].startswith('invitation') else [])
            if files: shape = 'multipart/mixed(%s)' % ' '.join([shape] + files)
            found = tree(m).replace('application/ics', 'text/calendar')
            if found != shape: yield 'the tree is %s, not %s' % (found, shape)
            for part in m.walk():
                if part.get_content_type() == 'text/calendar' and not part.get_filename():
                    method = part.get_param('method')
                    if 'METHOD:%s\r\n' % method not in part.get_payload(decode=True).decode():
                        yield 'the calendar says another method than %s' % method

        def check_texts(m, letter):
            subject = str(make_header(decode_header(dict(m.raw_items())['Subject'])))
            text = m.get_body(('plain',)).get_payload(decode=True).decode('utf-8')
            page = m.get_body(('html',)).get_payload(decode=True).decode('utf-8')
            words = re.sub(r'<(style|title)[^>]*>.*?</\1>|<!--.*?-->', '', page, flags=re.S)
            words = re.sub(r'<[^>]*>', ' ', words)
            for name, body in (('subject', subject), ('text', text), ('page', words)):
                if re.search(r'\{\{|\}\}|\uFFFD|[\uFDD0-\uFDEF]', body): yield '%s: something is left over' % name
                if re.search(r'\([ \u00a0]|«[ \u00a0]|[ \u00a0]»|\(\)|«»|,,|;;|, ?\.|\.\.(?!\.)', body):
                    yield '%s: punctuation without words: %s' % (name, re.search(r'.{9}(\(\)|«»|,,|;;|, ?\.|\.\.).{0,9}', body, re.S))
                if re.search(r'(№|No\.) \d', body): yield '%s: № stands apart from its number' % name
                if re.search(r'\d г\.', body): yield '%s: г. stands apart from its year' % name
            if re.search(r'[^\s>]  +\S', text): yield 'text: two blanks'
            if '\n\n\n' in text.replace('\r', ''): yield 'text: two empty lines'
            if re.search(r'[ \t]\r?$', text, re.M): yield 'text: blanks end a line'
            if re.search(r'</?[a-z]+>|&(amp|lt|nbsp|#)', text): yield 'text: left over from HTML'
            for line in text.replace('\r', '').split('\n'):
                if len(line) > 76 and ' ' in line.strip(): yield 'text: a line of %d' % len(line)
            if 'mailto:' in text: yield 'text: a mailbox with its scheme'
            if '<html lang="%s"' % letter['language'] not in page: yield 'page: another language'
            if len(page.encode()) > 80000: yield 'page: %d octets' % len(page.encode())
            if re.search(r'src="(?!cid:|data:)|url\(|<link|<script|@import|\bon[a-z]+="', page):
                yield 'page: loads or runs something'
            if '<td' in page and 'role="presentation"' not in page: yield 'page: tables of layout without role'
            if re.search(r'<img(?![^>]*alt=)', page): yield 'page: a picture without alt'

        for letter in json.load(sys.stdin):
            for problem in check(letter):
                print(letter['title'] + ': ' + problem)
        """#
}
