internal import Glibc

extension Wording {
    /// What the system's error number means.
    ///
    /// In English the C library's words; in Russian our own for the usual ones, since its catalogues are seldom
    /// installed.
    public static func systemError(_ number: Int32) -> Wording {
        let own = String(cString: strerror(number))
        return Wording(ru: russian[number] ?? own, en: own)
    }

    private static let russian: [Int32: String] = [
        EPERM: "действие не разрешено",
        ENOENT: "нет такого файла или каталога",
        EIO: "ошибка ввода-вывода",
        EBADF: "файл не открыт",
        ENOMEM: "не хватает памяти",
        EACCES: "нет прав доступа",
        EBUSY: "устройство или файл заняты",
        EEXIST: "файл уже есть",
        ENOTDIR: "это не каталог",
        EISDIR: "это каталог",
        EINVAL: "недопустимый аргумент",
        ENFILE: "в системе открыто слишком много файлов",
        EMFILE: "открыто слишком много файлов",
        EFBIG: "файл слишком велик",
        ENOSPC: "на диске нет места",
        EROFS: "файловая система доступна только для чтения",
        EPIPE: "читатель закрыл канал",
        ENAMETOOLONG: "слишком длинное имя файла",
        ENOTEMPTY: "каталог не пуст",
        ELOOP: "символические ссылки образуют круг",
        EDQUOT: "исчерпана дисковая квота",
        EADDRINUSE: "адрес уже занят",
        EADDRNOTAVAIL: "такого адреса на этой машине нет",
        ENETUNREACH: "сеть недоступна",
        EHOSTUNREACH: "к узлу нет пути",
        ECONNREFUSED: "в соединении отказано",
        ECONNRESET: "соединение сброшено другой стороной",
        ETIMEDOUT: "время ожидания истекло",
    ]
}
