import Service
import Store
import TestSupport
import Testing
import WebSupport

@testable import Web

@Suite struct MetricsTests {
    @Test func aLabelEndsNowhereElse() {
        var text = MetricText()
        text.begin("a", .gauge, "What it is.")
        text.add("a", [("relay", "x\"} 1\nb 2\\")], 1.5)
        text.add("a", 3)
        #expect(
            text.text == "# HELP a What it is.\n# TYPE a gauge\na{relay=\"x\\\"} 1\\nb 2\\\\\"} 1.5\na 3\n"
        )
    }

    @Test func allFiguresAreThereBeforeAnythingHappened() throws {
        let office = try Office()
        let answer = try office.ask(.get, "/metrics")
        #expect(answer.status == 200)
        #expect(answer.headers["Content-Type"]?.hasPrefix("text/plain; version=0.0.4") == true)
        for state in MessageState.allCases {
            #expect(answer.text.contains("\nvestnik_messages{state=\"\(state.rawValue)\"} 0\n"))
        }
        #expect(answer.text.contains("\nvestnik_healthy 0\n"))
        #expect(answer.text.contains("\nvestnik_relay_usable{relay=\"127.0.0.1:1\"} 1\n"))
        // Every line is a figure of a name that was declared, or declares one.
        var declared: Set<String> = []
        for line in answer.text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words[0] == "#" {
                if words[1] == "TYPE" { #expect(declared.insert(String(words[2])).inserted) }
            } else {
                let name = words[0].prefix { $0 != "{" }
                let base =
                    ["_bucket", "_sum", "_count"].first(where: name.hasSuffix).map { name.dropLast($0.count) }
                    ?? name
                #expect(declared.contains(String(name)) || declared.contains(String(base)), "\(line)")
                #expect(Double(words.last ?? "") != nil, "\(line)")
            }
        }
    }

    @Test func turnsAndCommitsAreTheDaemonsOwn() throws {
        let office = try Office()
        var pulse = Pulse(.running, at: 0)
        for taken: Int64 in [100, 900, 900, 20_000, 9_000_000] { pulse.turns.note(microseconds: taken) }
        pulse.commits.note(microseconds: 400)
        let file = try PulseFile(PulseFile.path(besides: office.folder.path("vestnik.db")))
        file.write(pulse)
        let text = try office.ask(.get, "/metrics").text
        for (bound, count) in [
            ("0.00025", 1), ("0.001", 3), ("0.01", 3), ("0.025", 4), ("5.0", 4), ("+Inf", 5),
        ] {
            #expect(
                text.contains("\nvestnik_turn_duration_seconds_bucket{le=\"\(bound)\"} \(count)\n"),
                "\(bound)"
            )
        }
        #expect(text.contains("\nvestnik_turn_duration_seconds_sum 9.0219\n"))
        #expect(text.contains("\nvestnik_turn_duration_seconds_count 5\n"))
        #expect(text.contains("\nvestnik_commit_duration_seconds_bucket{le=\"0.0005\"} 1\n"))
    }

    @Test func theClosedArePagesOfPeopleAlone() throws {
        #expect(try Office(Office.users).ask(.get, "/metrics").status == 401)
        // An address outside leads here, and nobody was named to show anything to.
        let outside = try Office(#"public: "https://mail.example.org""#)
        #expect(try outside.ask(.get, "/metrics").status == 403)
        #expect(try outside.ask(.get, "/api/log").status == 403)
        #expect(try outside.ask(.get, "/healthz").status == 503)
    }
}
