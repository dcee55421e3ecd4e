import Foundation
import TestSupport
import Testing

@Suite(
    "Sample letters and a spam filter",
    .enabled(if: Programs.find("spamassassin") != nil, "SpamAssassin is not installed")
)
struct SpamFilterTests {
    @Test("SpamAssassin without network tests gives every letter less than 1.0")
    func scores() throws {
        let sample = try SampleLetters.all.get()
        let filter = try #require(Programs.find("spamassassin"))
        // All in one run, as a mailbox: starting the filter takes longer than a letter.
        let mailbox = sample.letters.map { letter in
            "From meeting@example.org Mon Nov 20 10:00:00 2023\n"
                + letter.message.replacing("\r\n", with: "\n").replacing("\nFrom ", with: "\n>From ") + "\n"
        }
        let home = try TemporaryFolder()
        let result = try ChildProcess.run(
            filter,
            ["--local", "--mbox"],
            environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
            input: mailbox.joined(),
            within: .seconds(180)
        )
        var scores: [String: Double] = [:]
        for message in ("\n" + result.output).components(separatedBy: "\nFrom meeting@example.org ")
            .dropFirst()
        {
            let id = try #require(message.firstMatch(of: /Message-ID: <sample-([a-z-]+)-17-/))
            let score = try #require(message.firstMatch(of: /X-Spam-Status: \w+, score=(-?[0-9.]+)/))
            let language = message.contains("Content-Language: ru") ? "ru" : "en"
            scores["\(id.1).\(language)"] = Double(score.1)
            #expect((Double(score.1) ?? 99) < 1.0, "\(id.1): \(message.prefix(600))")
        }
        #expect(scores.count == sample.letters.count)
    }
}
