import CSVText
import CallRules
import Store

/// The texts of the pages of imports.
enum ImportWords {
    static let title = Sentence(uk: "Імпорт", en: "Import")
    static let kind = Sentence(uk: "Що у файлі", en: "What the file holds")
    static let file = Sentence(uk: "Файл", en: "File")
    static let fileHelp = Sentence(
        uk: """
            CSV до 32 МБ із заголовками в першому рядку. Кодування (UTF-8, UTF-16, Windows-1251) і роздільник \
            (крапка з комою, кома, табуляція) визначаються самі.
            """,
        en: """
            CSV of up to 32 MB with headings in the first row. The encoding (UTF-8, UTF-16, Windows-1251) and the \
            separator (semicolon, comma, tab) are found out.
            """)
    static let upload = Sentence(uk: "Завантажити файл", en: "Upload the file")
    static let whatIsIt = Sentence(
        uk: "вкажіть, клієнти там чи ліди", en: "say whether it holds clients or leads")
    static let noFile = Sentence(uk: "виберіть файл", en: "choose a file")
    static let noRows = Sentence(
        uk: "у файлі немає рядків під заголовками; перевірте, чи це CSV",
        en: "there are no rows below the headings; please check that it is CSV")
    static let tooManyColumns = Sentence(
        uk: "забагато стовпців: може бути щонайбільше \(ImportsPage.mostColumns)",
        en: "too many columns: there can be \(ImportsPage.mostColumns) at the most")

    static let rulesTitle = Sentence(uk: "Що стається з рядками", en: "What becomes of the rows")
    static let rules = [
        Sentence(
            uk: """
                Рядок змінює картку з тим самим номером картки або зовнішнім id, інакше – єдину картку з тим \
                самим телефоном (для лідів – найновішого активного). Якщо такої немає, створюється нова.
                """,
            en: """
                A row changes the card with the same card number or external id, else the only card with the \
                same phone (of leads: the newest active one). If there is none, a new one is made.
                """),
        Sentence(
            uk: "Порожня клітинка залишає те, що вже записано. Телефони додаються до наявних.",
            en: "An empty cell leaves what is stored. Phones are added to those there are."),
        Sentence(
            uk: """
                Спершу файл лише перевіряється: видно, що зміниться і які рядки не підходять. Дані записуються після \
                вашого підтвердження.
                """,
            en: """
                At first the file is only checked: you see what would change and which rows do not fit. Nothing is \
                written before you say so.
                """),
        Sentence(
            uk: "Той самий файл можна імпортувати повторно: нічого не подвоїться.",
            en: "The same file can be imported again: nothing is doubled."),
    ]

    static let latest = Sentence(uk: "Останні імпорти", en: "The last imports")
    static let nothing = Sentence(uk: "Імпортів ще не було", en: "There were no imports yet")
    static let nothingNext = Sentence(
        uk: "Виберіть файл угорі, щоб почати.", en: "Choose a file above to begin.")
    static let state = Sentence(uk: "Стан", en: "State")
    static let rows = Sentence(uk: "Рядків", en: "Rows")
    static let author = Sentence(uk: "Хто", en: "Who")
    static let time = Sentence(uk: "Коли", en: "When")
    static let waiting = Sentence(uk: "чекає на вас", en: "waits for you")
    static let underWay = Sentence(uk: "триває", en: "under way")
    static let interrupted = Sentence(uk: "перервано", en: "interrupted")
    static let done = Sentence(uk: "завершено", en: "done")
    static let cancelled = Sentence(uk: "скасовано", en: "cancelled")
    static let failed = Sentence(uk: "не вдалося", en: "failed")
    static let nameless = Sentence(uk: "файл без назви", en: "a file without a name")
    static let command = Sentence(uk: "команда", en: "a command")

    static let toImports = Sentence(uk: "Усі імпорти", en: "All imports")
    static let columnsHelp = Sentence(
        uk: "Перевірте, що є в кожному стовпці; показано перші рядки файлу.",
        en: "Please check what each column holds; the first rows of the file are shown.")
    static let leftOut = Sentence(uk: "– не брати –", en: "– leave out –")
    static let check = Sentence(uk: "Перевірити файл", en: "Check the file")
    static let checking = Sentence(uk: "Файл перевіряється", en: "The file is being checked")
    static let checkingHelp = Sentence(
        uk: "Поки що нічого не записується.", en: "Nothing is written yet.")
    static let running = Sentence(uk: "Дані записуються", en: "The rows are being written")
    static let runningHelp = Sentence(
        uk: "Сторінку можна закрити: імпорт триватиме, а дзвінки не чекатимуть.",
        en: "You may close this page: the import goes on, and calls do not wait for it.")
    static let cancel = Sentence(uk: "Скасувати імпорт", en: "Cancel the import")
    static let run = Sentence(uk: "Записати", en: "Write")
    static let otherColumns = Sentence(uk: "Змінити стовпці", en: "Change the columns")

    static let willBeAdded = Sentence(uk: "Буде додано", en: "To be added")
    static let willBeChanged = Sentence(uk: "Буде змінено", en: "To be changed")
    static let added = Sentence(uk: "Додано", en: "Added")
    static let changed = Sentence(uk: "Змінено", en: "Changed")
    static let same = Sentence(uk: "Без змін", en: "Unchanged")
    static let refused = Sentence(uk: "Не підходять", en: "Left out")
    static let refusedRows = Sentence(uk: "Рядки, які не підходять", en: "Rows that are left out")
    static let line = Sentence(uk: "Рядок", en: "Line")
    static let field = Sentence(uk: "Поле", en: "Field")
    static let reason = Sentence(uk: "Чому", en: "Why")
    static let reportGone = Sentence(
        uk: "Перелік рядків, які не підійшли, зберігається одну добу.",
        en: "The list of rows that were left out is kept for a day.")
    static let pages = Sentence(uk: "Сторінки переліку", en: "Pages of the list")
    static let firstLines = Sentence(uk: "Спочатку", en: "From the start")
    static let nextLines = Sentence(uk: "Далі", en: "Next")

    static func title(_ kind: ImportKind) -> Sentence {
        switch kind {
        case .clients: Sentence(uk: "Імпорт клієнтів", en: "Import of clients")
        case .leads: Sentence(uk: "Імпорт лідів", en: "Import of leads")
        }
    }

    static func of(_ kind: ImportKind) -> Sentence {
        switch kind {
        case .clients: Sentence(uk: "Клієнти", en: "Clients")
        case .leads: Sentence(uk: "Ліди", en: "Leads")
        }
    }

    static func meaning(_ job: ImportJob) -> Sentence {
        switch job.state {
        case .uploaded, .failed:
            Sentence(
                uk: "Файл не вдалося прочитати до кінця. Завантажте його ще раз.",
                en: "The file could not be read to its end. Please upload it again.")
        case .checked:
            Sentence(
                uk: "Файл перевірено; нічого ще не записано.",
                en: "The file was checked; nothing is written yet.")
        case .checking, .running:
            Sentence(
                uk:
                    "Програму було зупинено посеред роботи. Імпорт можна повторити: нічого не подвоїться.",
                en: "The program was ended in the midst. You may import again: nothing is doubled.")
        case .done:
            Sentence(
                uk: "Усі рядки, які підходять, записано.", en: "All rows that fit were written.")
        case .cancelled:
            Sentence(
                uk: "Імпорт скасовано. Що вже було записано, залишилося.",
                en: "The import was cancelled. What had been written stays.")
        }
    }

    static func outOf(_ done: Int, _ all: Int) -> Sentence {
        Sentence(uk: "Рядки: \(done) з \(all)", en: "Rows: \(done) of \(all)")
    }

    static func column(_ number: Int) -> Sentence {
        Sentence(uk: "Стовпець \(number)", en: "Column \(number)")
    }

    /// How the file turned out to be written.
    static func form(_ form: CSVForm) -> Sentence {
        let separator: Sentence =
            switch form.separator {
            case ",": Sentence(uk: "кома", en: "comma")
            case "\t": Sentence(uk: "табуляція", en: "tab")
            default: Sentence(uk: "крапка з комою", en: "semicolon")
            }
        let encoding = form.encoding.rawValue
        return Sentence(
            uk: "Кодування – \(encoding), роздільник – \(separator.uk).",
            en: "The encoding is \(encoding), the separator a \(separator.en).")
    }

    static func name(of job: ImportJob, _ say: Voice) -> String {
        job.fileName.isEmpty ? say(nameless) : job.fileName
    }

    static func author(of job: ImportJob, _ say: Voice) -> String {
        job.author == Author.command.name ? say(command) : job.author
    }
}
