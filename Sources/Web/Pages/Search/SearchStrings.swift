import CallRules

enum SearchStrings {
    static let placeholder = LocalizedText(
        uk: "Ім’я, компанія або цифри номера", en: "A name, a company or digits of a number")
    static let hint = LocalizedText(
        uk:
            "Клієнти, ліди й дзвінки – за частиною імені або від трьох цифр номера, з будь-якого місця.",
        en:
            "Clients, leads and calls, by part of a name or three digits from any place of a number."
    )
    static let nothing = LocalizedText(uk: "Нічого не знайдено.", en: "Nothing was found.")
    static let failed = LocalizedText(
        uk: "Не вдалося знайти: сервер не відповів. Натисніть Enter, щоб спробувати ще раз.",
        en: "The search failed: the server did not answer. Press Enter to try again.")
    static let allClients = LocalizedText(
        uk: "Усі знайдені клієнти", en: "All clients that were found")
    static let allLeads = LocalizedText(uk: "Усі знайдені ліди", en: "All leads that were found")
    static let keyboard = LocalizedText(uk: "Клавіші", en: "Keys")

    /// What each key does.
    static let keys: [(keys: [String], what: LocalizedText)] = [
        (
            ["/", "Ctrl K"],
            LocalizedText(uk: "пошук на будь-якій сторінці", en: "search on any page")
        ),
        (
            ["↑", "↓"],
            LocalizedText(
                uk: "попередній або наступний рядок списку", en: "previous or next row of a list")
        ),
        (["Enter"], LocalizedText(uk: "відкрити рядок", en: "open the row")),
        (["Esc"], LocalizedText(uk: "закрити вікно", en: "close the window")),
        (["?"], LocalizedText(uk: "цей перелік клавіш", en: "this list of keys")),
    ]
}
