import CSVText
import CallRules
import Imports
import Store

/// The texts of the import pages.
enum ImportStrings {
    static let kind = LocalizedText(uk: "Що у файлі", en: "What the file holds")
    static let file = LocalizedText(uk: "Файл", en: "File")
    static let fileHelp = LocalizedText(
        uk: """
            CSV із Excel, Google Контактів, Outlook, 1С, amoCRM або контакти vCard (.vcf), до 32 МБ. Кодування, \
            роздільник і рядок заголовків визначаються самі. Книгу Excel (.xlsx) спершу збережіть як CSV UTF-8.
            """,
        en: """
            CSV from Excel, Google Contacts, Outlook, 1C, amoCRM, or contacts as vCards (.vcf), of up to 32 MB. The \
            encoding, the separator and the row of headings are found out. Please save an Excel workbook (.xlsx) \
            as CSV UTF-8 first.
            """)
    static let upload = LocalizedText(uk: "Завантажити файл", en: "Upload the file")
    static let whatIsIt = LocalizedText(
        uk: "вкажіть, клієнти там чи ліди", en: "say whether it holds clients or leads")
    static let noFile = LocalizedText(uk: "виберіть файл", en: "choose a file")
    static let noRows = LocalizedText(
        uk: "у файлі немає рядків під заголовками; перевірте, чи це CSV",
        en: "there are no rows below the headings; please check that it is CSV")
    static let tooManyColumns = LocalizedText(
        uk: "забагато стовпців: може бути щонайбільше \(ImportsPage.maxColumns)",
        en: "too many columns: there can be \(ImportsPage.maxColumns) at the most")

    static let rulesTitle = LocalizedText(
        uk: "Що стається з рядками", en: "What becomes of the rows")
    static let rules = [
        LocalizedText(
            uk: """
                Рядок змінює картку з тим самим номером картки або зовнішнім id, інакше – єдину картку з тим \
                самим телефоном (для лідів – найновішого активного). Якщо такої немає, створюється нова.
                """,
            en: """
                A row changes the card with the same card number or external id, else the only card \
                with the same phone (of leads: the newest active one). If there is none, a new one \
                is created.
                """),
        LocalizedText(
            uk: """
                Якщо в рядків файлу один телефон, а імена різні, це різні люди: кожен має свою картку, а номер у них \
                спільний.
                """,
            en: """
                Rows of the file with one phone and different names are different people: each has a card, and they \
                share the number.
                """),
        LocalizedText(
            uk: "Порожня клітинка залишає те, що вже записано. Телефони додаються до наявних.",
            en: "An empty cell leaves what is stored. Phones are added to those there are."),
        LocalizedText(
            uk: """
                Спершу файл лише перевіряється: видно, що зміниться і які рядки не підходять. Дані записуються після \
                вашого підтвердження.
                """,
            en: """
                At first the file is only checked: you see what would change and which rows do not fit. Nothing is \
                written before you say so.
                """),
        LocalizedText(
            uk: "Той самий файл можна імпортувати повторно: нічого не подвоїться.",
            en: "The same file can be imported again: nothing is doubled."),
    ]

    static let latest = LocalizedText(uk: "Останні імпорти", en: "The last imports")
    static let nothing = LocalizedText(uk: "Імпортів ще не було", en: "There were no imports yet")
    static let nothingNext = LocalizedText(
        uk: "Виберіть файл угорі, щоб почати.", en: "Choose a file above to begin.")
    static let waiting = LocalizedText(uk: "чекає на вас", en: "waits for you")
    static let cancelled = LocalizedText(uk: "скасовано", en: "cancelled")
    static let nameless = LocalizedText(uk: "файл без назви", en: "a file without a name")

    static let toImports = LocalizedText(uk: "Усі імпорти", en: "All imports")
    static let columnsHelp = LocalizedText(
        uk: "Перевірте, що є в кожному стовпці; показано перші рядки файлу.",
        en: "Please check what each column holds; the first rows of the file are shown.")
    static let leftOut = LocalizedText(uk: "– не брати –", en: "– leave out –")
    static let check = LocalizedText(uk: "Перевірити файл", en: "Check the file")
    static let checking = LocalizedText(uk: "Файл перевіряється", en: "The file is being checked")
    static let checkingHelp = LocalizedText(
        uk: "Поки що нічого не записується.", en: "Nothing is written yet.")
    static let running = LocalizedText(uk: "Дані записуються", en: "The rows are being written")
    static let runningHelp = LocalizedText(
        uk: "Сторінку можна закрити: імпорт триватиме, а дзвінки не чекатимуть.",
        en: "You may close this page: the import goes on, and calls do not wait for it.")
    static let cancel = LocalizedText(uk: "Скасувати імпорт", en: "Cancel the import")
    static let run = LocalizedText(uk: "Записати", en: "Write")
    static let otherColumns = LocalizedText(uk: "Змінити стовпці", en: "Change the columns")

    static let willBeAdded = LocalizedText(uk: "Буде додано", en: "To be added")
    static let willBeChanged = LocalizedText(uk: "Буде змінено", en: "To be changed")
    static let same = LocalizedText(uk: "Без змін", en: "Unchanged")
    static let refused = LocalizedText(uk: "Не підходять", en: "Left out")
    static let refusedRows = LocalizedText(
        uk: "Рядки, які не підходять", en: "Rows that are left out")
    static let line = LocalizedText(uk: "Рядок", en: "Row")
    static let field = LocalizedText(uk: "Поле", en: "Field")
    static let reportGone = LocalizedText(
        uk: "Перелік рядків, які не підійшли, зберігається одну добу.",
        en: "The list of rows that were left out is kept for a day.")
    static let firstLines = LocalizedText(uk: "Спочатку", en: "From the start")

    static func title(_ kind: ImportKind) -> LocalizedText {
        switch kind {
        case .clients: LocalizedText(uk: "Імпорт клієнтів", en: "Import of clients")
        case .leads: LocalizedText(uk: "Імпорт лідів", en: "Import of leads")
        }
    }

    static func of(_ kind: ImportKind) -> LocalizedText {
        switch kind {
        case .clients: CommonStrings.clients
        case .leads: CommonStrings.leads
        }
    }

    static func meaning(_ job: ImportJob) -> LocalizedText {
        switch job.state {
        case .uploaded, .failed:
            LocalizedText(
                uk: "Файл не вдалося прочитати до кінця. Завантажте його ще раз.",
                en: "The file could not be read to its end. Please upload it again.")
        case .checked:
            LocalizedText(
                uk: "Файл перевірено; нічого ще не записано.",
                en: "The file was checked; nothing is written yet.")
        case .checking, .running:
            LocalizedText(
                uk:
                    "Програму було зупинено посеред роботи. Імпорт можна повторити: нічого не подвоїться.",
                en: "The program was ended in the midst. You may import again: nothing is doubled.")
        case .done:
            LocalizedText(
                uk: "Усі рядки, які підходять, записано.", en: "All rows that fit were written.")
        case .cancelled:
            LocalizedText(
                uk: "Імпорт скасовано. Що вже було записано, залишилося.",
                en: "The import was cancelled. What had been written stays.")
        }
    }

    static func outOf(_ done: String, _ all: String) -> LocalizedText {
        LocalizedText(uk: "Рядки: \(done) з \(all)", en: "Rows: \(done) of \(all)")
    }

    static func column(_ number: Int) -> LocalizedText {
        LocalizedText(uk: "Стовпець \(number)", en: "Column \(number)")
    }

    static let separator = LocalizedText(uk: "Роздільник", en: "Separator")
    static let readAnew = LocalizedText(uk: "Прочитати так", en: "Read it so")
    static let unusedColumns = LocalizedText(uk: "Не взято стовпці", en: "Columns not used")
    static let unusedNumbers = LocalizedText(
        uk: """
            У стовпцях, яких не взято, є телефони. Якщо вони потрібні, завантажте файл ще раз і позначте ці стовпці \
            як «Телефони».
            """,
        en: """
            There are telephone numbers in columns that are not used. If you want them, upload the file again and \
            choose “Phones” for those columns.
            """)

    static func rowsAbove(_ rows: Int) -> LocalizedText {
        LocalizedText(
            uk: "Рядки над заголовками, яких не взято: \(rows).",
            en: "Rows above the headings, left out: \(rows).")
    }

    /// A column that was not used.
    static func unused(_ column: ImportColumn) -> LocalizedText {
        let name =
            column.heading.isEmpty
            ? Self.column(column.number)
            : LocalizedText(uk: "«\(column.heading)»", en: "“\(column.heading)”")
        guard column.numbers > 0 else { return name }
        return LocalizedText(
            uk: "\(name.uk) (телефонів: \(column.numbers))",
            en: "\(name.en) (telephone numbers: \(column.numbers))")
    }

    static func separator(_ separator: Unicode.Scalar) -> LocalizedText {
        switch separator {
        case ",": LocalizedText(uk: "кома", en: "comma")
        case "\t": LocalizedText(uk: "табуляція", en: "tab")
        case "|": LocalizedText(uk: "вертикальна риска", en: "vertical bar")
        default: LocalizedText(uk: "крапка з комою", en: "semicolon")
        }
    }

    /// The encoding and separator that were detected.
    static func form(_ head: ImportHead) -> LocalizedText {
        switch head.format {
        case .csv(let form):
            let separator = separator(form.separator)
            let encoding = form.encoding.rawValue
            return LocalizedText(
                uk: "Кодування – \(encoding), роздільник – \(separator.uk).",
                en: "The encoding is \(encoding), the separator a \(separator.en).")
        case .cards:
            return LocalizedText(
                uk: "Це контакти vCard: стовпці зроблено з їхніх властивостей.",
                en: "These are vCards: the columns are made of their properties.")
        }
    }

    static func name(of job: ImportJob, _ localize: Localizer) -> String {
        job.fileName.isEmpty ? localize(nameless) : job.fileName
    }

    static func author(of job: ImportJob, _ localize: Localizer) -> String {
        job.author == Author.command.name ? localize(CommonStrings.aCommand) : job.author
    }
}
