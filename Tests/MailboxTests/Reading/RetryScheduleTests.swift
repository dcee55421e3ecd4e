import Testing

@testable import Mailbox

@Suite("Trying a mailbox again")
struct RetryScheduleTests {
    private func delays(_ kind: MailboxFault.Kind, _ chance: Double) -> [Int64] {
        var schedule = RetrySchedule()
        return (0..<12).map { _ in
            schedule.failed(MailboxFault(kind, .nothing), chance: chance).components.seconds
        }
    }

    @Test("the times grow up to ten minutes; where a person is needed, from one minute to half an hour")
    func growth() {
        #expect(delays(.lost, 0.5) == [5, 10, 20, 40, 80, 160, 320, 600, 600, 600, 600, 600])
        #expect(delays(.login, 0.5) == [60, 120, 240, 480, 960, 1800, 1800, 1800, 1800, 1800, 1800, 1800])
    }

    @Test("chance moves them by a quarter either way, and no further")
    func chance() {
        #expect(delays(.unreachable, 0).prefix(3) == [3, 7, 15] && delays(.unreachable, 1).last == 750)
        #expect(delays(.lost, -7) == delays(.lost, 0) && delays(.lost, 7) == delays(.lost, 1))
    }

    @Test("a success begins anew, and a thousand failures overflow nothing")
    func success() {
        var schedule = RetrySchedule()
        let fault = MailboxFault(.lost, .nothing)
        for _ in 0..<1000 { _ = schedule.failed(fault, chance: 0.5) }
        let long = schedule.failed(fault, chance: 0.5)
        schedule.succeeded()
        let short = schedule.failed(fault, chance: 0.5)
        #expect(long == .seconds(600) && short == .seconds(5) && schedule.tries == 1)
    }

    @Test(
        "which faults need a person",
        arguments: [
            (MailboxFault.Kind.unreachable, false), (.encryption, true), (.login, true), (.folder, true),
            (.lost, false),
            (.dialogue, false), (.local, true), (.interrupted, false),
        ]
    )
    func persons(kind: MailboxFault.Kind, needsPerson: Bool) {
        #expect(MailboxFault(kind, .nothing).needsPerson == needsPerson)
    }
}
