import Events
import Foundation
import Testing

@Suite("What is shipped")
struct ShippedTests {
    private var config: String {
        #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/config"
    }

    @Test("the calendar that the programs carry is the one of the repository")
    func calendar() throws {
        #expect(ProductionCalendar.builtIn == (try shippedCalendar()))
    }

    @Test("every event of the repository is sound, and each of its timed letters has a time for everyone")
    func events() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: config + "/events")
        #expect(!folders.isEmpty)
        for folder in folders {
            let event = try Event.load(folder: config + "/events/" + folder)
            #expect(event.warnings.isEmpty, "\(event.warnings)")
            for notification in event.notifications where notification.isTimed {
                for name in ["Europe/Kaliningrad", "Europe/Moscow", "Asia/Kamchatka"] {
                    let plan = Schedule.plan(notification, event: event, zone: zone(name), calendar: .builtIn)
                    #expect(
                        plan.map { $0.nominal <= $0.due && $0.due <= $0.lateUntil } == true,
                        "\(notification.name)"
                    )
                }
            }
        }
    }
}
