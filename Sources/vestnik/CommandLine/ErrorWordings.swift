import SMTPServer
import Wording

/// Errors of other rooms as a person at a terminal reads them; what other programs said stays as they said it.
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
