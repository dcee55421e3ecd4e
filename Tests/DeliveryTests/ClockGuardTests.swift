@testable import Delivery
import Store
import Testing

@Suite("The guard of the clock")
struct ClockGuardTests {
    private static let minute: Int64 = 60_000
    private static let day: Int64 = 86_400_000
    private static let noon: Int64 = 1_900_000_000_000

    /// Minutes of the wall clock and of the one that nobody sets, since the first look.
    struct Look: Sendable {
        var wall: Int64
        var uptime: Int64
        init(_ wall: Int64, _ uptime: Int64) { (self.wall, self.uptime) = (wall, uptime) }

        var reading: ClockReading {
            ClockReading(wall: noon + wall * minute, uptime: 777 + uptime * minute)
        }
    }

    struct Course: Sendable, CustomTestStringConvertible {
        let name: String
        /// The first look first.
        let looks: [Look]
        let isInDoubt: Bool
        var testDescription: String { name }
        init(_ name: String, _ looks: [Look], _ isInDoubt: Bool) {
            (self.name, self.looks, self.isInDoubt) = (name, looks, isInDoubt)
        }
    }

    static let year: Int64 = 365 * 1440
    static let courses = [
        Course("both clocks go on", [Look(0, 0), Look(5, 5), Look(6, 6)], false),
        Course("a long pause between two looks", [Look(0, 0), Look(4000, 4000)], false),
        Course("a step of a time server", [Look(0, 0), Look(2, 1)], false),
        Course("two minutes out of nowhere", [Look(0, 0), Look(3, 1)], true),
        Course("two minutes back", [Look(0, 0), Look(-1, 1)], true),
        Course("the next year", [Look(0, 0), Look(year, 0)], true),
        Course("the next year and home again", [Look(0, 0), Look(year, 0), Look(0, 0)], true),
        Course(
            "home again for less than long enough",
            [Look(0, 0), Look(year, 0), Look(1, 1), Look(15, 15)],
            true
        ),
        Course("home again for long enough", [Look(0, 0), Look(year, 0), Look(1, 1), Look(16, 16)], false),
        Course("the next year for long enough", [Look(0, 0), Look(year, 0), Look(year + 15, 15)], false),
        Course(
            "a clock that creeps while it is in doubt",
            [Look(0, 0), Look(year, 0), Look(year + 8, 7), Look(year + 17, 15)],
            true
        ),
        Course(
            "a restless clock",
            [Look(0, 0), Look(90, 0), Look(104, 14), Look(300, 15), Look(314, 29)],
            true
        ),
    ]

    @Test("in doubt after a jump, until the clock has agreed with itself for 15 minutes", arguments: courses)
    func look(course: Course) {
        var clock = ClockGuard()
        for look in course.looks { _ = clock.look(look.reading) }
        #expect(clock.isInDoubt == course.isInDoubt)
    }

    @Test(
        "at a start the newest moment in the database decides",
        arguments: [
            (nil, false), (0, false), (day, false), (29 * day, false), (31 * day, true), (3650 * day, true),
            (-4 * minute, false), (-6 * minute, true), (-400 * day, true),
        ] as [(Int64?, Bool)]
    )
    func begin(apart: Int64?, isInDoubt: Bool) throws {
        var clock = ClockGuard()
        let now = Look(0, 0).reading
        let change = clock.begin(now, newest: apart.map { now.wall - $0 }, kept: nil)
        #expect(clock.isInDoubt == isInDoubt)
        guard isInDoubt, case .doubted(let doubt) = change else { return #expect(change == nil) }
        #expect(doubt.kind == .apart && doubt.by == apart)
        #expect(clock.look(Look(15, 15).reading) == .agreed)
    }

    @Test("a doubt outlives the run that raised it, and grows older with the machine alone")
    func kept() throws {
        let raised = ClockDoubt(
            kind: .jumped,
            by: 5,
            since: Look(0, 0).reading.uptime,
            offset: Look(0, 0).reading.offset
        )
        var clock = ClockGuard()
        #expect(clock.begin(Look(10, 10).reading, newest: nil, kept: raised) == nil)
        #expect(clock.remaining(at: Look(10, 10).reading.uptime) == 5 * Self.minute)
        clock = ClockGuard()
        #expect(clock.begin(Look(20, 20).reading, newest: nil, kept: raised) == .agreed)
        // A machine that was started anew tells nothing of the time between.
        clock = ClockGuard()
        let change = clock.begin(Look(20, 1).reading, newest: nil, kept: raised)
        #expect(clock.isInDoubt && change != nil && change != .agreed)
        #expect(clock.remaining(at: Look(20, 1).reading.uptime) == ClockGuard.agreement)
    }

    @Test("what a person accepts is believed, until the next jump")
    func accept() {
        var clock = ClockGuard()
        for look in [Look(0, 0), Look(Self.year, 0)] { _ = clock.look(look.reading) }
        clock.accept()
        #expect(!clock.isInDoubt && clock.remaining(at: 0) == nil)
        #expect(clock.look(Look(Self.year + 1, 1).reading) == nil)
        #expect(clock.look(Look(2, 2).reading) != nil && clock.isInDoubt)
    }

    @Test("the system's clocks go alike")
    func system() {
        let clock = SystemClock()
        let before = clock.reading
        #expect(before.uptime > 0 && abs(clock.reading.offset - before.offset) < ClockGuard.tolerance)
    }
}
