import Delivery
import Testing
import TestSupport

@Suite("The wait that a reply states")
struct RetryHintTests {
    @Test(
        "a stated wait is read",
        arguments: [
            ("4.7.1 try again in 300 seconds", 300_000), ("Greylisted for 4 min", 240_000),
            ("please retry after 5 minutes", 300_000), ("try again in 1h", 3_600_000),
            ("Greylisted, see http://example.org/, try again in 00:05:00", 300_000),
            ("retry in 10m", 600_000), ("4.7.1 Greylisted; wait 5-10 minutes, then retry", 600_000),
            ("4.7.0 Retry-After: 120", 120_000), ("RETRY-AFTER:30 from 192.0.2.1", 30_000),
            ("Please retry after 300.", 300_000), ("Retry-After: 2 minutes", 120_000),
            ("try again in 2 days", 172_800_000), ("please wait at least 1 day", 86_400_000),
            ("4.2.0 Greylisting in action, please come back in 00:03:00", 180_000),
            ("please come back in 20 minutes", 1_200_000),
            ("try again in 1 minute 30 seconds", 90_000), ("wait 1h30m", 5_400_000),
            ("wait 1h 30m", 5_400_000),
            ("retry in 1 hour, 2 minutes and 3 seconds", 3_723_000),
            ("try again in 5 minutes (300 seconds)", 300_000), ("wait 5 minutes, 300 seconds", 300_000),
            ("wait 0 hours 5 minutes", 300_000), ("try again in 0 days 1 hour", 3_600_000),
            ("try again in 1.5 hours", 5_400_000), ("wait 1,500 seconds", 1_500_000),
            ("try in 0.5 min", 30_000), ("try again in two minutes", 120_000),
            ("Try again in TEN minutes", 600_000),
            ("try again in an hour", 3_600_000), ("later, in a minute", 60_000),
        ]
    )
    func english(_ text: String, _ milliseconds: Int64) {
        #expect(RetryHint.find(in: text) == milliseconds)
    }

    @Test(
        "so is one in Russian",
        arguments: [
            ("4.7.1 Серый список: повторите через 10 минут", 600_000),
            ("попробуйте через час", 3_600_000), ("Попробуйте снова через минуту", 60_000),
            ("Попробуйте через полчаса", 1_800_000), ("повторите попытку через 1,5 часа", 5_400_000),
            ("Повторите отправку через две минуты", 120_000), ("повторите через 1 час 30 минут", 5_400_000),
            ("подождите 30 сек.", 30_000), ("повторите через 2 дня", 172_800_000),
            ("попробуйте через сутки", 86_400_000), ("попробуйте позже, через 5 мин", 300_000),
        ]
    )
    func russian(_ text: String, _ milliseconds: Int64) {
        #expect(RetryHint.find(in: text) == milliseconds)
    }

    @Test(
        "where none is stated none is found",
        arguments: [
            "4.2.0 try again later", "4.7.1 rate limit 300 seconds", "try again in a while", "",
            "try 0 seconds", "wait 99999999999999999999 seconds", "retry 4.7.1 1.2.3.4",
            "try again later: 100 messages, 1 day limit", "wait until 2026-11-25T10:00:00",
            "try again after 2026-11-25 10:00:00",
            "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT", "try again at 10:00:00", "retry after 4.7.1",
            "the letter comes back after 5 days", "повторите позже", "через час", "try one more server",
            "retry 1.2.3 hours", "Retry-After: 2026-11-25", "Retry-After: 0", "wait 10:30",
        ]
    )
    func none(_ text: String) {
        #expect(RetryHint.find(in: text) == nil)
    }

    @Test("whatever a relay says, a wait is positive and fits", arguments: 1...20)
    func hostile(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pieces = [
            "retry", "try", "after", "через", "in", "an", "hour", "час", "days", "d", "s", "ten", "полчаса",
            "and",
            "9999999", "9999999.999", "9,999,999", "99:99:99", "00:00:00", "0", "1.", ".5", "1,", "5-", "-5",
            "9223372036854775807", "٣", "½", "²", "e\u{301}", "\u{0}", "\r\n", "🕐", "-", ":", ",", ".", "/",
            "(", "1d",
            "1-2-3", "0000000000000001",
        ]
        for _ in 0..<500 {
            let count = Int.random(in: 0...12, using: &random)
            let text = (0..<count).map { _ in
                (pieces.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? " " : "")
            }
            let wait = RetryHint.find(in: "retry " + text.joined())
            #expect(wait.map { $0 > 0 && $0 < 4_000_000_000_000_000 } ?? true)
        }
    }

    @Test("a reply of any length is read in no time")
    func long() {
        let text = "try again " + String(repeating: "1 hour ", count: 20_000)
        #expect(RetryHint.find(in: text) == 3_600_000)
        #expect(RetryHint.find(in: "retry " + String(repeating: "9", count: 64_000) + " s") == nil)
    }
}
