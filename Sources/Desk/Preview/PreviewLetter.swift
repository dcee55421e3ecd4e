import Delivery
import Events
import Foundation
import Letters
import Reports
import Settings
import Store
import Web
import Wording

/// What is wrong with a letter, or with the question for it.
struct PreviewFault: Error {
    let all: [Wording]

    init(_ all: [Wording]) { self.all = all }
}

/// A letter as it would go, made from the files as they are now.
struct PreviewLetter {
    private let writer: LetterWriter
    private let request: LetterRequest?
    /// The languages that the notification is written in.
    let languages: [String]

    init(_ choice: PreviewChoice, _ visit: Visit) throws(PreviewFault) {
        let web = visit.web
        guard web.events.names.contains(choice.event) else {
            throw PreviewFault([PreviewWords.noEvent(choice.event)])
        }
        let event: Event
        do throws(Faults) {
            event = try Event.load(folder: web.configuration.events + "/" + choice.event)
        } catch { throw PreviewFault(error.all.map(\.wording)) }
        do throws(LetterFaults) {
            writer = try LetterWriter(
                event: event,
                files: try TemplateFiles.load(folder: event.directory),
                letterBytes: web.configuration.limits.letterBytes
            )
        } catch { throw PreviewFault(error.all) }
        guard !choice.notification.isEmpty else {
            languages = []
            request = nil
            return
        }
        guard let notification = event.notification(named: choice.notification) else {
            throw PreviewFault([PreviewWords.noNotification(choice.notification)])
        }
        languages = writer.languages(of: notification.name)
        let language = languages.contains(choice.language) ? choice.language : nil
        var calendar = ProductionCalendar.builtIn
        if let path = web.configuration.calendar {
            do throws(Faults) { calendar = try .load(path: path) } catch {
                throw PreviewFault(error.all.map(\.wording))
            }
        }
        var request: LetterRequest
        if choice.person.isEmpty {
            let language = language ?? writer.usualLanguage(of: notification.name)
            let person = SamplePerson.full.person(.registration, language: language)
            let moment = writer.moment(of: notification, for: person, calendar: calendar, now: visit.date)
            request = writer.request(for: notification, to: .full, language: language, date: moment)
        } else {
            let person = Person(try Self.row(choice, web))
            let moment = writer.moment(of: notification, for: person, calendar: calendar, now: visit.date)
            request = writer.request(for: notification, to: person, language: language, date: moment)
        }
        request.readsAnswers = web.configuration.mailbox != nil
        if notification.bulk { request.offerUnsubscription(at: web.settings.public) }
        self.request = request
    }

    private static func row(_ choice: PreviewChoice, _ web: WebContext) throws(PreviewFault) -> PersonRow {
        let key = MessageStore.personKey(of: choice.person)
        let rows: [PersonRow]
        do { rows = try web.stores.read { store in try store.people(of: key) } } catch {
            throw PreviewFault([Wording(of: error)])
        }
        guard let row = rows.last(where: { $0.event == choice.event }) else {
            throw PreviewFault([Words.unknown(choice.person)])
        }
        return row
    }

    func preview() throws(PreviewFault) -> LetterPreview {
        do throws(LetterError) { return try writer.preview(try asked()) } catch {
            throw PreviewFault([error.wording])
        }
    }

    /// The page with its pictures inside.
    func page() throws(PreviewFault) -> [UInt8] {
        do throws(LetterError) { return try writer.page(try asked()) } catch {
            throw PreviewFault([error.wording])
        }
    }

    /// The whole message.
    func message() throws(PreviewFault) -> [UInt8] {
        var bytes: [UInt8] = []
        do throws(LetterError) {
            _ = try writer.compose(try asked(), into: &bytes)
            return bytes
        } catch { throw PreviewFault([error.wording]) }
    }

    private func asked() throws(LetterError) -> LetterRequest {
        guard let request else { throw LetterError(.template, PreviewWords.noNotification("")) }
        return request
    }
}
