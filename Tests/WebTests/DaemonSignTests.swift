import Service
import Testing
import WebSupport

@testable import Web
import Reports

@Suite struct DaemonSignTests {
    private static let now: Int64 = 1_000_000

    private static func pulse(_ state: Pulse.State, age: Int64 = 0, trouble: String? = nil) -> Pulse {
        var pulse = Pulse(state, at: now - age)
        pulse.trouble = trouble
        return pulse
    }

    /// Each with whether its process is there, and what that means.
    @Test(
        arguments: [
            (nil, false, .gone), (nil, true, .silent),
            (pulse(.running), true, .running), (pulse(.running, age: 10_000), true, .running),
            (pulse(.running, age: 10_001), true, .silent),
            (pulse(.running, trouble: "disk full"), true, .troubled),
            // A process that died leaves its last sign.
            (pulse(.running), false, .gone), (pulse(.stopping), false, .gone),
            (pulse(.stopped), false, .stopped),
            (pulse(.failed, trouble: "why"), false, .failed),
            (pulse(.stuck), true, .stuck), (pulse(.stopping), true, .stopping),
            // The sign of an earlier one, while the next begins.
            (pulse(.stopped), true, .silent), (pulse(.failed), true, .silent),
        ] as [(Pulse?, Bool, DaemonSign.Condition)]
    )
    func whatASignMeans(_ pulse: Pulse?, _ isThere: Bool, _ condition: DaemonSign.Condition) {
        #expect(DaemonSign.condition(pulse, isThere: isThere, 10_000, Self.now) == condition)
    }

    @Test func onlyWhoSendsIsHealthy() throws {
        let office = try Office()
        let answer = try office.ask(.get, "/healthz")
        #expect(answer.status == 503)
        #expect(answer.text == "{\"healthy\":false,\"daemon\":\"gone\",\"heartbeat\":null}\n")
    }
}
