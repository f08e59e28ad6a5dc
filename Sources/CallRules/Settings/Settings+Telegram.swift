extension Settings {
    /// Whether notices go to Telegram.
    package var sendsTelegram: Bool { telegramEnabled && !telegramBotToken.isEmpty }

    /// Whether the token can be one: digits, a colon, and letters, digits, `_` or `-`
    /// (core.telegram.org/bots/api#authorizing-your-bot). True when there is none.
    package var hasWellFormedTelegramToken: Bool {
        if telegramBotToken.isEmpty { return true }
        let parts = telegramBotToken.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...20).contains(parts[0].utf8.count),
            (10...200).contains(parts[1].utf8.count)
        else { return false }
        return parts[0].utf8.allSatisfy { (0x30...0x39).contains($0) }
            && parts[1].utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
    }
}
