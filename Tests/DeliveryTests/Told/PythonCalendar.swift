import Foundation
import Mail
import Testing
import TestSupport

/// A calendar kept by Python's icalendar (Debian: python3-icalendar), which reads our entries by rules that others wrote.
enum PythonCalendar {
    private static let python = "/usr/bin/python3"

    static let isThere = (try? ChildProcess.run(python, ["-c", "import icalendar"]))?.status == 0

    /// When the entries begin that a person's calendar holds once all their mail was read, by the event's clock.
    static func hours(of person: String, in messages: [ReceivedMessage]) throws -> [String] {
        let own = messages.filter { message in
            message.recipients.contains { Address.identity(of: $0.path) == person }
        }
        let input = own.map { Data($0.bytes).base64EncodedString() }.joined(separator: "\n")
        let result = try ChildProcess.run(python, ["-c", script], input: input)
        #expect(result.status == 0, "\(result.errors)")
        return result.lines
    }

    /// RFC 5546 §2.1.5: a lower SEQUENCE is out of date; a CANCEL takes the entry away.
    private static let script = """
        import sys, base64, email, email.policy, icalendar
        held, newest = {}, {}
        for line in sys.stdin.read().split():
            letter = email.message_from_bytes(base64.b64decode(line), policy=email.policy.default)
            for part in letter.walk():
                if part.get_content_type() != 'text/calendar':
                    continue
                calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
                assert str(calendar['METHOD']).lower() == part.get_param('method').lower()
                for event in calendar.walk('VEVENT'):
                    uid, sequence = str(event['UID']), int(event.get('SEQUENCE', 0))
                    if sequence < newest.get(uid, -1):
                        continue
                    newest[uid] = sequence
                    held.pop(uid, None)
                    if str(calendar['METHOD']) != 'CANCEL' and str(event.get('STATUS', '')) != 'CANCELLED':
                        held[uid] = event['DTSTART'].dt
        for start in held.values():
            print(start.strftime('%Y%m%dT%H%M%S'))
        """
}
