import CallRules
import Foundation
import GRDB

/// What is known of the bot whose token is in the settings.
package struct TelegramBot: Hashable, Sendable {
    /// Its name at Telegram, without @; nil: Telegram has not told it yet.
    package var name: String?
    /// Where to go on reading updates (getUpdates, `offset`).
    package var nextUpdate: Int64
    /// When Telegram last answered; nil: never.
    package var heardAt: Instant?
    /// Why the last question failed; nil: it succeeded, or none was asked.
    package var failure: DeliveryFailure?

    /// A bot that was asked nothing yet.
    package init() { nextUpdate = 0 }
}

/// How Telegram is doing, for monitoring.
package struct TelegramStatus: Hashable, Sendable {
    package let bot: TelegramBot
    /// Employees with a conversation.
    package let chats: Int
    /// Messages that wait or are being sent.
    package let waiting: Int
    /// When the oldest of them was made; nil: none waits.
    package let oldest: Instant?
}

extension Store {
    /// What is known of the bot with a token; a bot with another token begins anew.
    ///
    /// - Parameter hash: SHA-256 of the token.
    package func telegramBot(tokenHash hash: [UInt8]) throws(StoreError) -> TelegramBot {
        try read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT * FROM telegram_bot WHERE token_hash = ?"),
                arguments: [Data(hash)])
            return try row.map(TelegramBot.init) ?? TelegramBot()
        }
    }

    /// Stores what is known of the bot.
    ///
    /// - Parameter hash: SHA-256 of its token.
    package func save(_ bot: TelegramBot, tokenHash hash: [UInt8]) throws(StoreError) {
        try write(.upkeep) { transaction in
            try transaction.db.execute(
                sql: """
                    UPDATE telegram_bot SET token_hash = ?, name = ?, next_update = ?, heard_at = ?,
                        failure = ?, failure_details = ?
                    """,
                arguments: [
                    Data(hash), bot.name, bot.nextUpdate, bot.heardAt,
                    bot.failure?.code.rawValue, bot.failure?.details,
                ])
        }
    }

    /// Reads small tables and partial indexes; nil: the settings have no bot.
    package func telegramStatus() throws(StoreError) -> TelegramStatus? {
        guard settings.settings.sendsTelegram else { return nil }
        return try read { db in
            let bot = try Row.fetchOne(db, sql: "SELECT * FROM telegram_bot")
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*) AS waiting, min(created_at) AS oldest FROM delivery
                    WHERE channel = 'telegram' AND event_seq IS NULL
                        AND (state = 'waiting' OR state = 'sending')
                    """)
            return TelegramStatus(
                bot: try bot.map(TelegramBot.init) ?? TelegramBot(),
                chats: try Int.fetchOne(db, sql: "SELECT count(*) FROM telegram_chat") ?? 0,
                waiting: row?["waiting"] ?? 0, oldest: row?["oldest"])
        }
    }
}

extension TelegramBot {
    fileprivate init(_ row: Row) throws(UnknownCode) {
        name = row["name"]
        nextUpdate = row["next_update"]
        heardAt = row["heard_at"]
        failure = try DeliveryFailure.ofAddress(row)
    }
}
