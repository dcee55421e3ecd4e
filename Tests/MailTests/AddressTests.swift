import Testing

@testable import Mail

@Suite("Addresses")
struct AddressTests {
    @Test("blanks around an address are cut off, also those that copying leaves")
    func blanks() throws {
        #expect(try address("  ivanov@example.org \n").wire == "ivanov@example.org")
        #expect(try address("\u{FEFF}\u{A0}ivanov@example.org\u{200B}").wire == "ivanov@example.org")
    }

    @Test("plus tags, atoms with marks and dots are kept as they are")
    func atoms() throws {
        for text in [
            "a+b@example.org", "o'neill@example.org", "x.y-z_1@sub.example.org", "!#$%&'*/=?^`{|}~@e.org",
        ] {
            #expect(try address(text).wire == text)
        }
    }

    @Test("a quoted local part loses its quotes in reading and gets them where needed")
    func quoted() throws {
        let spaced = try address("\"a \\\"b\\\" @ c\"@Example.ORG")
        #expect(spaced.localPart == "a \"b\" @ c")
        #expect(spaced.wire == "\"a \\\"b\\\" @ c\"@example.org")
        #expect(try address("\"plain\"@example.org").wire == "plain@example.org")
        #expect(try address("\"\"@example.org").wire == "\"\"@example.org")
        #expect(try address("\"a..b\"@example.org").wire == "\"a..b\"@example.org")
    }

    @Test("a Cyrillic domain goes over the wire as A-labels and is shown in letters")
    func internationalDomain() throws {
        let read = try address("Иванов@Пример.ИСПЫТАНИЕ")
        #expect(read.asciiDomain == "xn--e1afmkfd.xn--80akhbyknj4f")
        #expect(read.domain == "пример.испытание")
        #expect(read.wire == "Иванов@xn--e1afmkfd.xn--80akhbyknj4f")
        #expect(read.needsSMTPUTF8)
        let ascii = try address("info@xn--e1afmkfd.xn--80akhbyknj4f")
        #expect(ascii.domain == "пример.испытание")
        #expect(!ascii.needsSMTPUTF8)
    }

    @Test("the mapping is that of IDNA 2008, not transitional")
    func mapping() throws {
        #expect(try address("a@straße.example").asciiDomain == "xn--strae-oqa.example")
        #expect(try address("a@пример。испытание").asciiDomain == "xn--e1afmkfd.xn--80akhbyknj4f")
    }

    @Test("one person is one key, however the address is written")
    func key() throws {
        #expect(try address("Ivanov@Example.ORG").key == "ivanov@example.org")
        #expect(try address("ИВАНОВ@ПРИМЕР.испытание").key == (try address("иванов@пример.испытание")).key)
        #expect(try address("\"Ivanov\"@example.org").key == "ivanov@example.org")
        // The same letters composed and decomposed.
        #expect(try address("\u{438}\u{306}@example.org").key == (try address("й@example.org")).key)
        #expect(Array(try address("\u{438}\u{306}@example.org").key.utf8) == Array("й@example.org".utf8))
    }

    @Test("address literals are read with their brackets")
    func literals() throws {
        #expect(try address("a@[192.0.2.1]").asciiDomain == "[192.0.2.1]")
        #expect(try address("a@[IPv6:2001:DB8::1]").asciiDomain == "[IPv6:2001:db8::1]")
    }

    @Test("lengths up to the limits of RFC 5321 are taken")
    func lengths() throws {
        let local = String(repeating: "a", count: 64)
        let label = String(repeating: "b", count: 63)
        #expect(try address("\(local)@example.org").localPart == local)
        let longest = "\(local)@\(label).\(label).\(String(repeating: "c", count: 57)).io"
        #expect(longest.utf8.count == 253)
        #expect(try address(longest).wire == longest)
    }

    @Test(
        "what is not an address is refused with its own reason",
        arguments: [
            ("", .empty), ("   ", .empty), ("ivanov", .noAt), ("ivanov.example.org", .noAt),
            ("a@b@example.org", .twoAts), ("a@example.org, b@example.org", .several),
            ("a@example.org; b@example.org", .several), ("Иванов <ivanov@example.org>", .displayName),
            ("<ivanov@example.org>", .displayName), ("mailto:ivanov@example.org", .mailto),
            ("iva nov@example.org", .space), ("ivanov@ example.org", .space),
            ("a\r\nBcc: b@example.org", .control(13)), ("a\u{0}@example.org", .control(0)),
            ("a\tb@example.org", .control(9)), ("a@exam\u{7F}ple.org", .control(0x7F)),
            ("a\u{200B}b@example.org", .invisible(0x200B)), ("a\u{A0}b@example.org", .invisible(0xA0)),
            ("a\u{202E}b@example.org", .invisible(0x202E)), ("a@example\u{2028}.org", .invisible(0x2028)),
            ("@example.org", .noLocalPart), (".a@example.org", .localDots), ("a.@example.org", .localDots),
            ("a..b@example.org", .localDots), ("a(b)@example.org", .localCharacter("(")),
            ("a,b@example.org", .localCharacter(",")), ("a:b@example.org", .localCharacter(":")),
            ("a\\b@example.org", .localCharacter("\\")), ("\"ab@example.org", .quotes),
            ("\"a\"b@example.org", .quotes), ("a\"b\"@example.org", .quotes), ("\"ab\\", .quotes),
            ("\"", .quotes),
            ("\"ab\"", .noAt), ("a@", .noDomain), ("a@localhost", .noDot), ("a@.example.org", .domainDots),
            ("a@example.org.", .domainDots), ("a@example..org", .domainDots),
            ("a@exam_ple.org", .domainCharacter("_")), ("a@example,org", .domainCharacter(",")),
            ("a@example/org", .domainCharacter("/")), ("a@-example.org", .domainHyphen),
            ("a@example-.org", .domainHyphen), ("a@192.0.2.1", .bareIP), ("a@[300.0.2.1]", .literal),
            ("a@[example.org]", .literal), ("a@[IPv6:zz]", .literal), ("a@[192.0.2.1", .literal),
        ] as [(String, AddressFault)]
    )
    func refused(text: String, fault: AddressFault) {
        do {
            _ = try Address(text)
            Issue.record("\(text) was taken")
        } catch { #expect(error.fault == fault, "\(text)") }
    }

    @Test("letters that no domain may have are refused with the reason of the library")
    func notIDN() {
        for text in ["a@☃.example", "a@xn--zzzzzzz9.example", "a@ex\u{304}́-.рф"] {
            do {
                _ = try Address(text)
                Issue.record("\(text) was taken")
            } catch {
                switch error.fault {
                case .notIDN, .domainHyphen: break
                default: Issue.record("\(text): \(error.fault)")
                }
            }
        }
    }

    @Test("what is too long is refused with its length")
    func tooLong() {
        func fault(_ text: String) -> AddressFault? {
            do { _ = try Address(text); return nil } catch { return error.fault }
        }
        let label = String(repeating: "b", count: 63)
        #expect(fault(String(repeating: "a", count: 65) + "@example.org") == .localTooLong(65))
        #expect(fault(String(repeating: "я", count: 33) + "@example.org") == .localTooLong(66))
        #expect(fault("a@b\(label).org") == .labelTooLong("b\(label)"))
        #expect(fault("a@\(label).\(label).\(label).\(label).org") == .domainTooLong(259))
        #expect(fault(String(repeating: "a", count: 64) + "@\(label).\(label).\(label).org") == .tooLong(260))
    }

    @Test("text of any size is refused without being kept")
    func hugeText() {
        do {
            _ = try Address(String(repeating: "a", count: 1_000_000) + "@example.org")
            Issue.record("it was taken")
        } catch {
            #expect(error.fault == .tooLong(1_000_012))
            #expect(error.text.count == 64)
        }
    }

    @Test("each sentence speaks both languages and says what to write")
    func sentences() {
        for text in ["", "a", "a@b@c.d", "a@b", "a@b..c", "a b@c.de", "a@c_d.ru", "\u{1}", "a@[x]", "a@1.2"] {
            do { _ = try Address(text) } catch {
                let russian = error.message(language: "ru")
                #expect(russian.contains { ("а"..."я").contains($0) } && russian.hasSuffix("."))
                #expect(error.message(language: "en").unicodeScalars.allSatisfy { !("а"..."я").contains($0) })
                #expect(error.description == error.message(language: "en"))
            }
        }
    }

    @Test("no text makes the reader crash, and what it takes it reads again the same")
    func anyText() {
        var random = SeededGenerator(seed: 5321)
        for _ in 0..<3000 {
            let text =
                random.text(upTo: 12) + ["@", "", "@@"][Int.random(in: 0..<3, using: &random)]
                + random.text(upTo: 8) + [".org", ".рф", ""][Int.random(in: 0..<3, using: &random)]
            guard let read = try? Address(text) else { continue }
            #expect((try? Address(read.wire)) == read, "\(text)")
            #expect(!read.wire.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
            #expect(read.asciiDomain.utf8.allSatisfy { $0 < 0x80 })
        }
    }
}
