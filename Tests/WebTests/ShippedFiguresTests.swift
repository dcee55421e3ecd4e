import Foundation
import Testing
import WebSupport
import TestSupport

@testable import Web

/// The alerts and the dashboard among the samples name figures that there are.
@Suite struct ShippedFiguresTests {
    private static let config = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../config").standardizedFileURL

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.config.appendingPathComponent(name), encoding: .utf8)
    }

    @Test(arguments: ["prometheus/vestnik.rules.yml", "grafana/vestnik.json"])
    func theyNameFiguresThatThereAre(_ name: String) throws {
        let told = try Office().ask(.get, "/metrics").text
        let declared = Set(
            told.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map {
                String($0.split(separator: " ")[2])
            }
        )
        let named = Set(try text(name).matches(of: /vestnik_[a-z_]+/).map { String($0.output) })
        #expect(!named.isEmpty)
        for figure in named {
            #expect(
                declared.contains(figure) || declared.contains(figure.replacing("_bucket", with: "")),
                "\(figure)"
            )
        }
    }

    @Test func theDashboardIsJSON() throws {
        #expect(
            try JSONSerialization.jsonObject(with: Data(text("grafana/vestnik.json").utf8)) is [String: Any]
        )
    }

    @Test(
        "promtool finds no fault in the alerts",
        .enabled(if: Programs.find("promtool") != nil, "promtool (package prometheus) is not installed")
    )
    func alerts() throws {
        let rules = Self.config.appendingPathComponent("prometheus/vestnik.rules.yml").path
        let result = try ChildProcess.run(try #require(Programs.find("promtool")), ["check", "rules", rules])
        #expect(result.status == 0, "\(result.errors)")
    }
}
