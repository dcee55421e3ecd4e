import Intake
import Reports
import Store

/// JSON Schemas of what the API takes and gives, by name: rows out of their columns.
enum Schemas {
    static var all: [(String, String)] {
        [
            ("Problem", problem), ("RegistrationInput", input), ("Registration", registration),
            ("ActResult", actResult), ("Overview", overview), ("LogRow", LogReport.columns.schema),
            ("Message", MessageReport.columns.schema), ("Mailing", MailingReport.columns.schema),
            ("Suppression", SuppressionReport.columns.schema), ("CoverageRow", CoverageReport.columns.schema),
            (
                "LogPage",
                #"{"type":"object","properties":{"rows":\#(list("LogRow")),"next":{"type":["string","null"]}},"required":["rows","next"]}"#
            ),
            ("Messages", rows("Message")), ("Suppressions", rows("Suppression")),
            ("Coverage", rows("CoverageRow")),
            (
                "Relays",
                #"{"type":"object","properties":{"rows":{"type":"array","items":\#(relay)}},"required":["rows"]}"#
            ),
            (
                "Story",
                #"{"type":"object","properties":{"message":\#(ref("Message")),"log":\#(list("LogRow"))},"required":["message","log"]}"#
            ),
            (
                "Person",
                #"{"type":"object","properties":{"email":{"type":"string"},"messages":\#(list("Story")),"suppression":{"anyOf":[\#(ref("Suppression")),{"type":"null"}]},"acts":\#(list("LogRow"))},"required":["email","messages","suppression","acts"]}"#
            ),
            (
                "Event",
                #"{"type":"object","properties":{"event":{"type":"string"},"messages":\#(states),"registrations":{"type":"array","items":{"type":"object","properties":{"status":{"type":"string"},"count":{"type":"integer"}}}},"mailings":\#(list("Mailing"))},"required":["event","messages","registrations","mailings"]}"#
            ),
        ] + ActOperations.bodies
    }

    private static func ref(_ name: String) -> String { ##"{"$ref":"#/components/schemas/\##(name)"}"## }
    private static func list(_ name: String) -> String { #"{"type":"array","items":\#(ref(name))}"# }
    private static func rows(_ name: String) -> String {
        #"{"type":"object","properties":{"rows":\#(list(name))},"required":["rows"]}"#
    }

    private static let nullable = #"{"type":["string","null"]}"#
    private static let time = #"{"type":["string","null"],"format":"date-time"}"#

    private static let problem = """
        {"type":"object","properties":{"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},\
        "fields":{"type":"array","items":{"type":"object","properties":{"field":\(nullable),"detail":{"type":"string"}}}}},\
        "required":["title","status","detail"]}
        """

    /// The columns that a site gives.
    private static var input: String {
        let texts = RegistrationLine.columns.filter { !["email", "status", "details"].contains($0) }
            .map { "\($0.jsonText):\(nullable)" }
        let statuses = RegistrationLineFault.statuses.map(\.jsonText).joined(separator: ",")
        let own = [
            #""email":{"type":"string","minLength":3}"#, #""status":{"enum":[\#(statuses),null]}"#,
            #""details":{"type":["object","null"]}"#,
            #""key":{"type":["string","integer"],"description":"Where it is named, that of the address."}"#,
            #""event":{"type":"string","description":"Where it is named, that of the address."}"#,
        ]
        return
            #"{"type":"object","properties":{\#((own + texts).joined(separator: ","))},"required":["email"],"additionalProperties":false}"#
    }

    private static var registration: String {
        let texts = RegistrationLookup.columns.filter { $0 != "details" }.map { "\($0.jsonText):\(nullable)" }
        let letter = """
            {"type":"object","properties":{"notification":{"type":"string"},"state":{"type":"string"},"reason":\(nullable),\
            "sent_at":\(nullable),"updated_at":{"type":"string"}}}
            """
        let own = [
            #""id":{"type":"integer"}"#, #""details":{"type":["object","null"]}"#,
            #""letters":{"type":"array","items":\#(letter)}"#,
        ]
        return
            #"{"type":"object","properties":{\#((own + texts).joined(separator: ","))},"required":["id","key","letters"]}"#
    }

    private static let actResult = """
        {"type":"object","properties":{"outcome":{"enum":["done","bad","unknown","refused","busy","failed"]},\
        "told":{"type":"string"},"messages":{"type":["integer","null"]},"missing":{"type":["integer","null"]}},\
        "required":["outcome","told"]}
        """
    private static let relay = """
        {"type":"object","properties":{"relay":{"type":"string"},"connections":{"type":"integer"},\
        "messages_per_minute":{"type":"integer"},"trouble":\(nullable),"blocked_until":\(time),"blocked_because":\(nullable)}}
        """
    private static var states: String {
        let states = MessageState.allCases.map { #"\#($0.rawValue.jsonText):{"type":"integer"}"# }.joined(
            separator: ","
        )
        return #"{"type":"object","properties":{\#(states)}}"#
    }
    private static var overview: String {
        """
        {"type":"object","properties":{"alive":{"type":"boolean"},"daemon":{"type":"string"},"heartbeat":\(time),\
        "messages":\(states),"new_registrations":{"type":"integer"},"oldest_due":\(time),"oldest_sending":\(time),\
        "sent_last_minute":{"type":"integer"},"sent_last_hour":{"type":"integer"},"sent_last_day":{"type":"integer"},\
        "last_trouble":{"anyOf":[\(ref("LogRow")),{"type":"null"}]},"mailings":\(list("Mailing")),\
        "needs":{"type":"array","items":{"type":"string"},"description":"What needs a person, in the reader's language."}},\
        "required":["alive","daemon","messages","mailings","needs"]}
        """
    }
}
