import Testing

@testable import Settings

@Suite("Letters to administrators")
struct AlertSettingsTests {
    private func read(_ alerts: String) -> (settings: AlertSettings?, faults: [String]) {
        do throws(Faults) {
            let made = try Configuration.parse(
                """
                { database: "v.db", intake: "r.db", events: "ev", relays: [{ url: "smtp://relay.example.org", tls: "none" }],
                alerts: \(alerts) }
                """,
                file: "/etc/v.json5"
            )
            return (made.alerts, [])
        } catch { return (nil, error.all.map { $0.wording.en }) }
    }

    @Test("addresses, an hour and a zone are read; the hour and the zone may be left out")
    func good() {
        let whole = read(
            #"{ to: ["admin@example.org", "b@пример.рф"], digest: "08:30", timeZone: "Asia/Tomsk" }"#
        )
        var expected = AlertSettings(to: ["admin@example.org", "b@пример.рф"])
        (expected.digest, expected.timeZone) = (510, "Asia/Tomsk")
        #expect(whole.settings == expected)
        #expect(read(#"{ to: ["admin@example.org"] }"#).settings == AlertSettings(to: ["admin@example.org"]))
        #expect(read(#"{ to: ["a@example.org"], digest: "00:00" }"#).settings?.digest == 0)
        #expect(read(#"{ to: ["a@example.org"], digest: "23:59" }"#).settings?.digest == 1439)
    }

    @Test(
        "what cannot be is named by its key",
        arguments: [
            ("{}", "alerts.to"), ("{ to: [] }", "alerts.to"), (#"{ to: "a@example.org" }"#, "alerts.to"),
            (#"{ to: ["nobody"] }"#, "alerts.to[0]"),
            (#"{ to: ["a@example.org", "b c@d.org"] }"#, "alerts.to[1]"),
            (#"{ to: ["a@example.org"], digest: "8:00" }"#, "alerts.digest"),
            (#"{ to: ["a@example.org"], digest: "24:00" }"#, "alerts.digest"),
            (#"{ to: ["a@example.org"], digest: "08:60" }"#, "alerts.digest"),
            (#"{ to: ["a@example.org"], digest: "+8:00" }"#, "alerts.digest"),
            (#"{ to: ["a@example.org"], digest: 8 }"#, "alerts.digest"),
            (#"{ to: ["a@example.org"], timeZone: "MSK" }"#, "alerts.timeZone"),
            (#"{ to: ["a@example.org"], every: "1d" }"#, "alerts.every"),
        ]
    )
    func bad(alerts: String, key: String) {
        let faults = read(alerts).faults
        #expect(faults.count == 1 && faults.first?.contains(" \(key): ") == true, "\(faults)")
    }
}
