@testable import Delivery
import Testing
import TestSupport

@Suite("Limits of recipient domains, however they are written")
struct DomainLimitsTests {
    @Test(
        "the limit of an internationalised domain holds over restarts, however it is written",
        arguments: ["почта.рф", "Почта.РФ", "xn--80a1acny.xn--p1ai"]
    )
    func internationalised(_ domain: String) throws {
        let bed = try Bed { $0.configuration = #"domains: { "\#(domain)": { messagesPerDay: 3 } },"# }
        for index in 0..<9 { try bed.register("p\(index)@почта.рф") }
        for _ in 0..<3 {
            try bed.drain()
            bed.stop()
        }
        #expect(try bed.states() == "queued 6, sent 3")
        #expect(
            try bed.rows("SELECT name || ' ' || sum(count) FROM relay_usage WHERE scope = 'domain'")
                == ["xn--80a1acny.xn--p1ai 3"]
        )
    }

    @Test("a limit that a reload brings counts from then on")
    func reloaded() throws {
        let bed = try Bed()
        try bed.drain()
        try bed.change { $0.configuration = #"domains: { "почта.рф": { messagesPerDay: 1 } },"# }
        try bed.reload()
        for index in 0..<2 { try bed.register("p\(index)@почта.рф") }
        try bed.drain()
        bed.stop()
        try bed.drain()
        #expect(try bed.states() == "queued 1, sent 1")
    }
}
