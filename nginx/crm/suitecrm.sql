-- SuiteCRM 7 and 8: contacts, with the names of their accounts and the users they are assigned to.
SELECT JSON_OBJECT('external_id', c.id,
    'name', COALESCE(NULLIF(TRIM(CONCAT_WS(' ', c.first_name, c.last_name)), ''), MAX(a.name), c.id),
    'company', MAX(a.name), 'admins', JSON_ARRAY(u.user_name),
    'phones', JSON_ARRAY(c.phone_mobile, c.phone_work, c.phone_home, c.phone_other))
FROM contacts AS c LEFT JOIN accounts_contacts AS ac ON ac.contact_id = c.id AND ac.deleted = 0
LEFT JOIN accounts AS a ON a.id = ac.account_id AND a.deleted = 0
LEFT JOIN users AS u ON u.id = c.assigned_user_id AND u.deleted = 0
WHERE c.deleted = 0 GROUP BY c.id;
