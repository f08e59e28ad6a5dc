import CallRules

/// What the bot says.
enum TelegramStrings {
    static let trial = LocalizedText(
        uk: "Telegram працює: сповіщення про дзвінки надходитимуть сюди.",
        en: "Telegram works: notices about calls will come here.")
    static let callBack = LocalizedText(uk: "Передзвонити", en: "Call back")
    static let unknownCode = LocalizedText(
        uk: """
            Цей код не підійшов: він діє 15 хвилин і лише раз. Візьміть новий на «Моїй сторінці» шлюзу.
            """,
        en: """
            This code does not fit: it is good for 15 minutes, and once. Get a new one on “My page” of \
            the gateway.
            """)
    static let stopped = LocalizedText(
        uk: "Сюди більше нічого не надходитиме.", en: "Nothing will come here any more.")
    static let help = LocalizedText(
        uk: "Цей бот надсилає сповіщення про дзвінки. /stop – більше не надсилати.",
        en: "This bot sends notices about calls. /stop ends them.")
    static let notLinked = LocalizedText(
        uk: "Telegram не підключено до співробітника.",
        en: "This Telegram is linked to no employee.")

    static func linked(_ name: String) -> LocalizedText {
        LocalizedText(
            uk: "\(name), сповіщення про дзвінки надходитимуть сюди. /stop – більше не надсилати.",
            en: "\(name), notices about calls will come here. /stop ends them.")
    }
}
