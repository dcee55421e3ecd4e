import Service
import SMTPServer
import Store
import Wording

/// Errors of other rooms as a person at a terminal reads them; what other programs said stays as they said it.
extension StoreError {
    var wording: Wording {
        guard let meaning else { return Wording(verbatim: description) }
        return Wording(ru: "\(meaning): \(message) (SQLite \(code))", en: description)
    }

    private var meaning: String? {
        switch category {
        case .busy: "база занята другой программой"
        case .full: "для базы не осталось места"
        case .readOnly: "в базу нельзя писать"
        case .cannotOpen: "базу нельзя открыть"
        case .inputOutput: "диск, на котором лежит база, отказывает"
        case .corrupt: "база повреждена"
        case .notADatabase: "файл не является базой"
        case .constraint: "база не принимает строку"
        case .newerSchema(let found, let known):
            "базу создала более новая версия программы (схема \(found), здесь известны до \(known));"
                + " установите её или верните прежнюю копию"
        case .other: "база сообщает об ошибке"
        }
    }
}

extension SMTPServerError {
    var wording: Wording {
        switch self {
        case .badAddress(let text):
            Wording(ru: "«\(text)» — не адрес; укажите его цифрами: 127.0.0.1 или ::1", en: description)
        case .cannotListen(let address, let port, let problem):
            Wording(ru: "нельзя слушать \(address), порт \(port): \(problem)", en: description)
        case .cannotFile(let path, let problem):
            Wording(ru: "не удаётся записать \(path): \(problem)", en: description)
        }
    }
}

extension ServiceError {
    var wording: Wording {
        switch self {
        case .held(let path, let pid?):
            Wording(ru: "файл \(path) занят процессом \(pid)", en: description)
        case .held(let path, nil):
            Wording(ru: "файл \(path) занят другим процессом", en: description)
        case .system: Wording(verbatim: description)
        }
    }
}
