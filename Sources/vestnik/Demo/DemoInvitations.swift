import Administration
import Delivery
import Regions
import Site
import Store

/// The invitations of the demo's pages: sent three weeks before anybody registers, so that the regions have something to
/// tell.
struct DemoInvitations {
    private let site: Site
    private let clock: DemoClock

    init(_ site: Site, _ clock: DemoClock) {
        self.site = site
        self.clock = clock
    }

    /// The moment that the sample event names for them: 12 October 2023, 10:00 in Moscow.
    private static let moment: Int64 = 1_697_094_000_000

    /// The heads of all regions' libraries, of some regions a museum that stays silent, and one who cannot be reached.
    static let list: [InviteeRecord] = Regions.all.enumerated().flatMap { number, region in
        var people = [person("director@library-\(region.code).example.org", "Иванова Мария Петровна", region)]
        if number % 3 == 1 {
            people.append(person("head@museum-\(region.code).example.org", "Серов Пётр Львович", region))
        }
        if number % 30 == 9 {
            people.append(person("bounce@archive-\(region.code).example.org", "Белова Инна Олеговна", region))
        }
        return people
    }

    private static func person(_ email: String, _ name: String, _ region: Region) -> InviteeRecord {
        var record = InviteeRecord(email: email)
        record.name = name
        record.region = region.code
        record.language = "ru"
        return record
    }

    /// Imports the list, approves the mailing and sends it, each letter in its recipient's working hours.
    func send(_ engine: Engine) throws {
        let end = clock.now()
        clock.set(Self.moment)
        let store = try MessageStore(path: site.configuration.database)
        try store.importInvitees(Self.list, event: "annual-meeting")
        engine.drain()
        _ = try MailingService(site: site, store: store).approve(
            event: "annual-meeting",
            notification: "invitation",
            actor: "demo",
            now: clock.now()
        )
        for _ in 0..<24 {
            clock.advance(minutes: 60)
            engine.drain()
        }
        clock.set(end)
    }
}
