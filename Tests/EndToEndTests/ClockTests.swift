import Testing
import TestSupport

@Suite("vestnik clock")
struct ClockTests {
    @Test("a clock in doubt needs a person, who accepts it: the log names them")
    func accept() throws {
        let house = try House()
        _ = try house.vestnik("init")
        #expect(try house.vestnik("clock").status == 0)
        // Put there as the daemon does: a year ahead.
        try house.sql("INSERT INTO meta (key, value) VALUES ('clock:doubt', 'jumped 31536000000 1 1')")
        let status = try house.vestnik("status")
        #expect(status.status == 75 && status.output.contains("365"))
        #expect(status.output.contains("vestnik clock --accept"))
        let told = try house.vestnik("clock")
        #expect(told.status == 75 && told.output.contains("vestnik clock --accept"))
        #expect(try house.vestnik("clock", "--accept").status == 0)
        #expect(try house.vestnik("status").status == 0)
        #expect(
            try house.value("SELECT outcome || ' ' || actor FROM delivery_log")
                == "clock_accepted \(House.actor)"
        )
    }
}
