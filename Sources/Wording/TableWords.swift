/// What is said of tables, and of the forms in which they can be had.
public enum TableWords {
    /// Help of `--csv`.
    public static let csv = Wording(ru: "Вывести CSV для программ", en: "Print CSV for programs")
    /// Help of `--spreadsheet`.
    public static let spreadsheet = Wording(
        ru: "Вывести CSV для электронной таблицы: с меткой UTF-8 и точкой с запятой между ячейками",
        en: "Print CSV for a spreadsheet: with a mark of UTF-8"
    )
}
