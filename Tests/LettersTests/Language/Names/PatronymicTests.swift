import Testing

@testable import Letters

@Suite("Gender by patronymic")
struct PatronymicTests {
    @Test(
        "men's patronymics",
        arguments: [
            "Петрович", "Сергеевич", "Ильич", "Лукич", "Кузьмич", "Фомич", "ИВАНОВИЧ", "Гасан оглы",
            "Гасан-оглы",
            "Мамед оглу", "Рашид угли", "Ерланулы", "Бакыт уулу", "Алишер огли", "Анвар углы",
        ]
    )
    func masculine(_ text: String) {
        #expect(Patronymic.gender(of: text) == .masculine)
    }

    @Test(
        "women's patronymics",
        arguments: [
            "Петровна", "Сергеевна", "Ильинична", "Лукинична", "Никитична", "Саввична", "Кузьминична",
            "ИВАНОВНА",
            "Гасан кызы", "Гасан-кызы", "Рашид гызы", "Ерланкызы", "Алишер кизи", "Анвар кзы",
        ]
    )
    func feminine(_ text: String) {
        #expect(Patronymic.gender(of: text) == .feminine)
    }

    @Test(
        "what tells nothing",
        arguments: [
            "", "-", "—", "П.", "П", "Иванов", "Иванова", "Симеонов", "Гасан", "John", "Petrovna", "нет",
            "оглы",
            "кызы", "ич", "123", "Мария Анна",
        ]
    )
    func unknown(_ text: String) {
        #expect(Patronymic.gender(of: text) == nil)
    }

    @Test("an explicit field is read in both languages, and nonsense is not")
    func fields() {
        for text in ["m", "Male", "м", "Мужской"] { #expect(Gender(field: text) == .masculine) }
        for text in ["f", "female", "ж", "женский"] { #expect(Gender(field: text) == .feminine) }
        for text in ["", "x", "да", "1"] { #expect(Gender(field: text) == nil) }
    }
}
