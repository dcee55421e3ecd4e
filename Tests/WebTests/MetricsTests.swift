import Store
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

    @Test func theClosedArePagesOfPeopleAlone() throws {
        #expect(try Office(Office.users).ask(.get, "/metrics").status == 401)
        // An address outside leads here, and nobody was named to show anything to.
        let outside = try Office(#"public: "https://mail.example.org""#)
        #expect(try outside.ask(.get, "/metrics").status == 403)
        #expect(try outside.ask(.get, "/api/log").status == 403)
        #expect(try outside.ask(.get, "/healthz").status == 503)
    }
}
