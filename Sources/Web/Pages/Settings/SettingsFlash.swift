import CallRules

/// The result of the last action, read from the query string.
enum SettingsFlash: String {
    case saved, unchanged, rolledBack = "rolled-back", trusted, shown
    /// The first check that succeeded, after which the page asks for the days before.
    case connected
    case checked, underWay = "under-way", notReady = "not-ready", notTrusted = "not-trusted"
    /// The list of trusted addresses cannot be saved as it stands.
    case standingNetworks = "standing-networks"

    /// The path of the page of the connection with this result.
    var path: String { path(on: .settings(.connection)) }

    /// The path of another page with this result.
    func path(on route: PageRoute) -> String { "\(route.path)?news=\(rawValue)" }

    var sentence: LocalizedText {
        switch self {
        case .saved: CommonStrings.saved
        case .unchanged:
            LocalizedText(
                uk: "Змін немає: усе вже збережено.", en: "Nothing changed: all was saved.")
        case .rolledBack:
            LocalizedText(uk: "Попередні значення повернуто.", en: "The earlier values are back.")
        case .trusted:
            LocalizedText(
                uk: "Адресі довірено; повідомлення, що чекали з неї, обробляються.",
                en: "The address is trusted; the messages that waited from it are being processed.")
        case .notTrusted:
            LocalizedText(
                uk: "Це не IP-адреса: нічого не змінено.",
                en: "This is no IP address: nothing was changed.")
        case .standingNetworks:
            LocalizedText(
                uk: """
                    Нічого не змінено: у списку довірених є завеликі мережі. Звузьте їх у \
                    налаштуваннях, тоді довірте адресу.
                    """,
                en: """
                    Nothing was changed: the list of trusted addresses has networks that are too \
                    wide. Narrow them in the settings, then trust the address.
                    """)
        case .shown:
            LocalizedText(
                uk: """
                    Секретну адресу вже було показано, нову не створено. Якщо її не записано, \
                    створіть іншу.
                    """,
                en: """
                    The secret address was shown already, and no new one was created. If it was not \
                    written down, create another.
                    """)
        case .checked: LocalizedText(uk: "З’єднання працює.", en: "The connection works.")
        case .connected:
            LocalizedText(
                uk: """
                    З’єднання працює. Дзвінки до підключення лідів не створюють: якщо мають, укажіть, \
                    за скільки днів.
                    """,
                en: """
                    The connection works. Calls from before it make no leads: if they should, say for \
                    how many days.
                    """)
        case .underWay:
            LocalizedText(
                uk: "Перевірка вже триває. Оновіть сторінку за кілька секунд.",
                en: "A check is under way already. Reload the page in a few seconds.")
        case .notReady:
            LocalizedText(
                uk: "Спершу введіть Phonet домен і Phonet ApiKey.",
                en: "Type the Phonet domain and the Phonet ApiKey first.")
        }
    }
}
