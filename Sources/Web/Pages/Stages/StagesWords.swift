import CallRules

/// The texts of the page of statuses and sources.
enum StagesWords {
    static let title = Sentence(uk: "Статуси та джерела", en: "Statuses and sources")
    static let statuses = Sentence(uk: "Статуси лідів", en: "Lead statuses")
    static let statusesWhy = Sentence(
        uk: """
            Телефонія зважає лише на ліди в активних статусах. Виграні, програні та неякісні ліди \
            закриті. Нові ліди починають у статусі за замовчуванням.
            """,
        en: """
            Telephony sees only leads in active statuses. Won, lost and junk leads are closed. New \
            leads start in the default status.
            """)
    static let sources = Sentence(uk: "Джерела лідів", en: "Lead sources")
    static let sourcesWhy = Sentence(
        uk: "Звідки приходять ліди. Які джерела ставити лідам із дзвінків, вирішують налаштування.",
        en: "Where leads come from. The settings say which of them leads from calls get.")
    static let name = Sentence(uk: "Назва", en: "Name")
    static let kind = Sentence(uk: "Вид", en: "Kind")
    static let byDefault = Sentence(uk: "За замовчуванням", en: "Default")
    static let leads = Sentence(uk: "Ліди", en: "Leads")
    static let order = Sentence(uk: "Порядок", en: "Order")
    static let up = Sentence(uk: "Вище", en: "Up")
    static let down = Sentence(uk: "Нижче", en: "Down")
    static let newStatus = Sentence(uk: "Новий статус", en: "New status")
    static let newSource = Sentence(uk: "Нове джерело", en: "New source")
    static let save = Sentence(uk: "Зберегти", en: "Save")
    static let unsaved = Sentence(uk: "Є незбережені зміни", en: "There are unsaved changes")
    static let saved = Sentence(uk: "Збережено.", en: "Saved.")
    static let deleted = Sentence(uk: "Видалено.", en: "Deleted.")
    static let overtaken = Sentence(
        uk: """
            Поки Ви редагували, цей список зберіг хтось інший. Ваші зміни ще не записано: перевірте \
            та збережіть ще раз.
            """,
        en: """
            While you were editing, somebody else saved this list. Your changes are not written \
            yet: check them and save again.
            """)

    static func kind(_ kind: LeadStatus.Kind) -> Sentence {
        switch kind {
        case .active: Sentence(uk: "Активний", en: "Active")
        case .won: Sentence(uk: "Виграний", en: "Won")
        case .lost: Sentence(uk: "Програний", en: "Lost")
        case .junk: Sentence(uk: "Неякісний", en: "Junk")
        }
    }

    // Deletion

    static let delete = Sentence(uk: "Видалити", en: "Delete")
    static let keep = Sentence(uk: "Залишити", en: "Keep")
    static let deleteWhy = Sentence(
        uk: "Запис буде видалено назавжди.", en: "It will be gone for good.")
    static let inUse = Sentence(
        uk: "Видалити не можна, доки це використовується:", en: "Not deleted, because it is in use:"
    )

    static func deleteTitle(_ name: String) -> Sentence {
        Sentence(uk: "Видалити: \(name)?", en: "Delete \(name)?")
    }
}
