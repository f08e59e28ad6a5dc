import CallRules

/// The texts of the page of lists: statuses, sources and categories.
enum LeadStatusesStrings {
    static let statuses = LocalizedText(uk: "Статуси лідів", en: "Lead statuses")
    static let statusesWhy = LocalizedText(
        uk: """
            Телефонія зважає лише на ліди в активних статусах. Виграні, програні та неякісні ліди \
            закриті. Нові ліди починають у статусі за замовчуванням.
            """,
        en: """
            Telephony sees only leads in active statuses. Won, lost and junk leads are closed. New \
            leads start in the default status.
            """)
    static let sources = LocalizedText(uk: "Джерела лідів", en: "Lead sources")
    static let sourcesWhy = LocalizedText(
        uk: "Звідки приходять ліди. Які джерела ставити лідам із дзвінків, вирішують налаштування.",
        en: "Where leads come from. The settings say which sources leads from calls get.")
    static let categories = LocalizedText(uk: "Категорії дзвінків", en: "Call categories")
    static let categoriesWhy = LocalizedText(
        uk: """
            Яким був дзвінок: категорію обирають на картці дзвінка, коли розмову завершено, або \
            на його сторінці. Статистика рахує дзвінки за категоріями.
            """,
        en: """
            What kind of call it was: people choose a category on the call’s card when the talk is \
            over, or on its page. Statistics count calls by category.
            """)
    static let byDefault = LocalizedText(uk: "За замовчуванням", en: "Default")
    static let up = LocalizedText(uk: "Вище", en: "Up")
    static let down = LocalizedText(uk: "Нижче", en: "Down")
    static let newStatus = LocalizedText(uk: "Новий статус", en: "New status")
    static let newCategory = LocalizedText(uk: "Нова категорія", en: "New category")
    static let newSource = LocalizedText(uk: "Нове джерело", en: "New source")
    static let stale = LocalizedText(
        uk: """
            Поки Ви редагували, цей список зберіг хтось інший. Ваші зміни ще не записано: перевірте \
            та збережіть ще раз.
            """,
        en: """
            While you were editing, somebody else saved this list. Your changes are not written \
            yet: check them and save again.
            """)

    static func kind(_ kind: LeadStatus.Kind) -> LocalizedText {
        switch kind {
        case .active: CommonStrings.active
        case .won: LocalizedText(uk: "Виграний", en: "Won")
        case .lost: LocalizedText(uk: "Програний", en: "Lost")
        case .junk: LocalizedText(uk: "Неякісний", en: "Junk")
        }
    }

    // Deletion

    static let deleteWhy = LocalizedText(
        uk: "Запис буде видалено назавжди.", en: "It will be gone for good.")
    static let inUse = LocalizedText(
        uk: "Видалити не можна, доки це використовується:", en: "Not deleted, because it is in use:"
    )

    static func deleteTitle(_ name: String) -> LocalizedText {
        LocalizedText(uk: "Видалити: \(name)?", en: "Delete \(name)?")
    }
}
