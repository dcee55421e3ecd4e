import Foundation
import Regions
import Settings
import Terminal
import Wording

/// The sample event's files as the play needs them, and as they change on the way.
struct PlayFolder {
    let folder: DemoFolder
    private var event: String { folder.path + "/events/annual-meeting/event.json5" }
    private var templates: String { folder.path + "/events/annual-meeting/templates" }

    init(_ named: String?, language: String) throws {
        folder = try DemoFolder(named, language: language)
        // Seven weeks ahead, in everyone's own morning, after two people have looked.
        try edit("at: \"2023-10-12T10:00\",", "before: \"starts\", by: \"49d\", time: \"10:00\",")
        try edit("bulk: true, approval: true,", "bulk: true, approval: true, approvers: 2,")
        try edit(
            "    { name: \"reminder-week\",",
            """
                { name: "reminder-fortnight", audience: "registered", before: "starts", by: "14d", time: "10:00" },
                { name: "reminder-week",
            """
        )
        for language in ["ru", "en"] {
            try write(
                try read("\(templates)/reminder-week.\(language).md"),
                to: "\(templates)/reminder-fortnight.\(language).md"
            )
        }
    }

    /// The meeting moves to another hall.
    func moveToAnotherHall() throws {
        try edit(
            "Российская государственная библиотека, Дом Пашкова\"",
            "Российская государственная библиотека, Ивановский зал\""
        )
        try edit("Russian State Library, Pashkov House\"", "Russian State Library, Ivanovsky Hall\"")
    }

    /// The invitation list as a ministry's spreadsheet program saves it: semicolons, Windows-1251.
    func writeInvitees() throws -> String {
        let path = folder.path + "/invitees.csv"
        guard let data = PlayPeople.spreadsheet.data(using: .windowsCP1251) else {
            throw Failure(
                .software,
                Wording(
                    ru: "список приглашённых нельзя записать в Windows-1251",
                    en: "the list of invitees cannot be written in Windows-1251"
                )
            )
        }
        do { try data.write(to: URL(fileURLWithPath: path)) } catch {
            throw Failure(.cannotCreate, "\(path): " + reason(error))
        }
        return path
    }

    private func edit(_ old: String, _ new: String) throws {
        let text = try read(event)
        guard text.contains(old) else {
            throw Failure(
                .software,
                Wording(
                    ru: "в примере мероприятия больше нет текста \(old)",
                    en: "the sample event no longer says \(old)"
                )
            )
        }
        try write(text.replacing(old, with: new), to: event)
    }

    private func read(_ path: String) throws -> String {
        do { return try String(contentsOfFile: path, encoding: .utf8) } catch {
            throw Failure(.ioError, "\(path): " + reason(error))
        }
    }

    private func write(_ text: String, to path: String) throws {
        do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
            throw Failure(.cannotCreate, "\(path): " + reason(error))
        }
    }
}
