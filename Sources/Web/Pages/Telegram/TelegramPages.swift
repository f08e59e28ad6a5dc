import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Makes a code with which the signed-in person links a conversation, and shows it once.
    func makeTelegramCode(_ visit: PageVisit) throws -> Answer {
        guard store.settings.settings.sendsTelegram else { throw PageRefusal.missing }
        let person = try visit.employee().id
        let code = TelegramCode(randomSecret: options.secret())
        try store.keepTelegramCode(Secret.hash(code.text), of: person, at: visit.now)
        return try me(visit, telegramCode: code).answer(for: visit.visitor)
    }

    /// Sends a trial message to the person's conversation.
    func tryOutTelegram(_ visit: PageVisit) throws -> Answer {
        let person = try visit.employee().id
        guard let chat = try store.telegramChat(of: person),
            try store.tryOut(chat.id, .telegram, of: person, at: visit.now)
        else { throw PageRefusal.missing }
        return .seeOther(MeFlash.triedTelegram.path)
    }

    /// Ends the person's conversation with the bot.
    func unlinkTelegram(_ visit: PageVisit) throws -> Answer {
        let person = try visit.employee().id
        try store.unlinkTelegram(of: person, by: visit.author(), at: visit.now)
        return .seeOther(MeFlash.unlinkedTelegram.path)
    }

    /// The section of "My page" about Telegram; nil: the settings have no bot.
    func telegramSection(
        _ visit: PageVisit, of person: Employee.ID, _ code: TelegramCode?
    ) throws -> TelegramSection? {
        guard store.settings.settings.sendsTelegram, let status = try store.telegramStatus()
        else { return nil }
        return TelegramSection(
            bot: status.bot, chat: try store.telegramChat(of: person), code: code,
            visitor: visit.visitor)
    }
}

/// A code of eight signs that links a conversation to an employee.
struct TelegramCode: Hashable {
    let text: String

    /// Signs that nobody mistakes for each other.
    private static let signs = Array("ABCDEFGHJKMNPQRSTUVWXYZ23456789")

    /// - Parameter randomSecret: random text; each code needs another.
    init(randomSecret: String) {
        text = String(
            Secret.hash(randomSecret).prefix(8).map {
                TelegramCode.signs[Int($0) % TelegramCode.signs.count]
            })
    }
}
