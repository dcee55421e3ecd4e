internal import Wording

/// The sentences about files that cannot be read.
enum FileWords {
    static let missing = Wording(ru: "такого файла нет", en: "there is no such file")
    static let forbidden = Wording(ru: "нет прав на чтение", en: "no permission to read it")
    static let folder = Wording(ru: "это каталог, а не файл", en: "is a folder, not a file")
    static let large = Wording(
        ru: "файл больше 4 МБ: столько ему ни к чему",
        en: "is larger than 4 MB, which no such file needs"
    )
    static let notTextFromHere = Wording(
        ru: "отсюда файл не в UTF-8: сохраните его в UTF-8",
        en: "is not UTF-8 text from here on: save the file as UTF-8"
    )
    static let notText = Wording(
        ru: "файл не в UTF-8: сохраните его в UTF-8",
        en: "is not UTF-8 text: save the file as UTF-8"
    )
}
