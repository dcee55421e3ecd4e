import Foundation
import TestSupport
import Testing

@Suite("Sample letters, read by others", .enabled(if: Programs.python != nil, "there is no Python"))
struct LetterReadingTests {
    static let hasCalendars: Bool = {
        guard let python = Programs.python else { return false }
        return (try? ChildProcess.run(python, ["-c", "import icalendar"]))?.status == 0
    }()

    @Test("a reader that lets nothing pass finds nothing wrong with any letter")
    func strict() throws {
        let found = try SampleLetters.all.get().python(StrictReader.script)
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test("the strict reader sees faults where there are some")
    func strictness() throws {
        let letters = try SampleLetters.all.get()
        let spoilt = letters.letters.prefix(1).map { letter in
            SampleLetters.Letter(
                name: letter.name,
                language: letter.language,
                isBulk: !letter.isBulk,
                hasCalendar: !letter.hasCalendar,
                message: letter.message.replacing(
                    "Auto-Submitted: auto-generated\r\n",
                    with: "Bcc: a@example.org\n"
                ),
                page: letter.page
            )
        }
        let found = try letters.with(Array(spoilt)).python(StrictReader.script).joined(separator: "\n")
        for word in ["bare CR or LF", "Auto-Submitted", "has Bcc", "personal letter", "tree"] {
            #expect(found.contains(word), "\(word) in \(found)")
        }
    }

    @Test("subjects, names and addresses are read as they were written")
    func headers() throws {
        let letters = try SampleLetters.all.get()
        let read = try letters.python(
            """
            import sys, json, email
            from email.header import decode_header, make_header
            for letter in json.load(sys.stdin):
                m = email.message_from_string(letter['message'])
                print(' | '.join(str(make_header(decode_header(m[name]))) for name in ('From', 'To', 'Subject')))
            """
        )
        for (letter, line) in zip(letters.letters, read) {
            let parts = line.components(separatedBy: " | ")
            let isRussian = letter.language == "ru"
            let sender = isRussian ? "Российская государственная библиотека" : "Russian State Library"
            #expect(parts.first == "\(sender) <meeting@example.org>")
            let person = isRussian ? "Иванова Мария Петровна" : "Maria Ivanova"
            #expect(parts.dropFirst().first == "\(person) <director@library.example.org>")
            let words = isRussian ? "Ежегодное совещание" : "Annual Meeting"
            #expect(parts.last?.contains(words) == true, "\(line)")
        }
        #expect(read.count == letters.letters.count)
    }

    @Test(
        "calendar entries are parsed by icalendar and fit their letters",
        .enabled(if: hasCalendars, "python3-icalendar is not installed")
    )
    func calendars() throws {
        let read = try SampleLetters.all.get().python(
            """
            import sys, json, email, icalendar
            for letter in json.load(sys.stdin):
                for part in email.message_from_string(letter['message']).walk():
                    if part.get_content_type() not in ('text/calendar', 'application/ics'): continue
                    c = icalendar.Calendar.from_ical(part.get_payload(decode=True))
                    e = c.walk('VEVENT')[0]
                    print(letter['title'], c['METHOD'], e.decoded('DTSTART'), e.decoded('DTEND'), e.get('SEQUENCE', 0),
                        e.get('STATUS', '-'), e['UID'], len(e.errors) + len(c.errors), e.get('ATTENDEE'))
            """
        )
        // Each letter with an entry has it twice: for clients that look into the letter, and as a file.
        #expect(read.count == 4 * 2 * 2)
        let days = "2023-11-28 2023-11-30"
        let mailbox = "0 mailto:director@library.example.org"
        let uid = "sample-annual-meeting-registration-17"
        let confirmation = read.filter { $0.hasPrefix("confirmation.ru") }
        #expect(Set(confirmation) == ["confirmation.ru REQUEST \(days) 0 CONFIRMED \(uid) \(mailbox)"])
        let change = read.filter { $0.hasPrefix("change.ru") }
        #expect(Set(change) == ["change.ru REQUEST \(days) 1 CONFIRMED \(uid) \(mailbox)"])
        let cancellation = read.filter { $0.hasPrefix("cancellation.ru") }
        #expect(Set(cancellation) == ["cancellation.ru CANCEL \(days) 1 CANCELLED \(uid) \(mailbox)"])
    }
}
