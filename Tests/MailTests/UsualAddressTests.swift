import Testing
import TestSupport

@testable import Mail

@Suite("Usual addresses")
struct UsualAddressTests {
    @Test("what the short way reads, the long way reads the same")
    func sameAsTheLongWay() throws {
        var random = SplitMix64(seed: 7)
        let pieces = [
            "a", "Z", "9", ".", "-", "_", "+", "@", "xn--p1ai", "ru", "org", "mail", "b.c", " ", "é",
        ]
        var usual = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...9, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            guard let short = UsualAddress.read(text) else { continue }
            usual += 1
            let long = try AddressParser.parseAny(text)
            #expect(short == long, "\(text)")
        }
        #expect(usual > 50)
    }

    @Test("usual addresses are read the short way, up to the bounds of their lengths")
    func bounds() {
        #expect(
            UsualAddress.read("Ivan.Petrov+news_1@Mail.Example.org")?.wire
                == "Ivan.Petrov+news_1@mail.example.org"
        )
        let local = String(repeating: "a", count: 64)
        let label = String(repeating: "b", count: 63)
        #expect(UsualAddress.read("\(local)@\(label).org") != nil)
        #expect(UsualAddress.read("\(local)a@\(label).org") == nil)
        #expect(UsualAddress.read("\(local)@\(label)b.org") == nil)
    }

    @Test("what is out of the ordinary is left to the long way")
    func others() {
        let others = [
            "", "@", "a@", "@b.org", "a@b", "a@b.c1", ".a@b.org", "a.@b.org", "a..b@c.org", "a@-b.org",
            "a@b-.org",
            "a@b..org", "a@.org", "a@b.org.", "a@xn--p1ai.org", "a b@c.org", " a@b.org", "a@b@c.org",
            "o'n@b.org",
        ]
        for text in others { #expect(UsualAddress.read(text) == nil, "\(text)") }
    }
}
