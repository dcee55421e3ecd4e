import Testing

@testable import Invitees

@Suite("Headings")
struct HeadingsTests {
    @Test(
        "usual headings are known whatever their case, blanks, «ё» and marks",
        arguments: [
            ("email", InviteeColumn.email), ("E-mail", .email), ("Эл. почта", .email), ("ЭЛ.ПОЧТА:", .email),
            ("Электронная почта", .email),
            ("Эл. почта 2", .secondEmail), ("second_email", .secondEmail), ("Вторая эл. почта", .secondEmail),
            ("ФИО", .name), ("Ф.И.О.*", .name),
            ("Организация", .organization), ("organisation", .organization), ("Должность", .position),
            ("Регион", .region),
            ("Субъект РФ", .region), ("Язык", .language), ("Часовой пояс", .timeZone),
            ("time zone", .timeZone), ("time_zone", .timeZone),
            ("Фамилия", .familyName), ("Last name", .familyName), ("Surname", .familyName),
            ("Имя", .givenName),
            ("First Name", .givenName), ("Отчество", .patronymic), ("middle_name", .patronymic),
            ("Гостиница", .details("Гостиница")), ("", .ignored), (" * ", .ignored),
        ]
    )
    func usual(heading: String, expected: InviteeColumn) {
        #expect(InviteeColumn(heading: heading, mapping: [:]) == expected)
    }

    @Test("the configuration has the first word")
    func mapped() {
        let mapping = [
            "Адрес для переписки": "email", "№ п/п": "-", "Эл. почта": "details.old", "Пояс": "time_zone",
        ]
        #expect(InviteeColumn(heading: "АДРЕС для переписки", mapping: mapping) == .email)
        #expect(InviteeColumn(heading: "№ п/п", mapping: mapping) == .ignored)
        #expect(InviteeColumn(heading: "Эл. почта", mapping: mapping) == .details("old"))
        #expect(InviteeColumn(heading: "Пояс", mapping: mapping) == .timeZone)
    }
}
