import CallRules

/// The block of notices.
struct NotificationsBlock {
    let page: SettingsPage

    var html: HTML {
        """
        \(page.control(.callPushEmployeeIDs))
        \(page.control(.pushDelaySeconds))
        \(page.control(.notifyMissedLeadResponsible))
        \(page.control(.notifyMissedClientAdmins))
        \(page.control(.notifyMissedUnknown, nested: page.control(.notifyMissedUnknownEmployeeIDs)))
        \(page.control(.missedFallback))
        \(page.control(.notifyAssigned))
        \(page.control(.missedNoticeAgeMinutes))
        \(page.control(.noticesOutsideHours))
        """
    }
}

/// The block of the Telegram bot.
struct TelegramBlock {
    let page: SettingsPage

    var html: HTML {
        page.control(
            .telegramEnabled,
            nested: "\(page.control(.telegramBotToken))\(page.control(.telegramFullNumbers))")
    }
}
