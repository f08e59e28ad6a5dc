<?php
// A minimal PHP script for customer_data: the same query, the same answer.
$database = new PDO('sqlite:' . getenv('DATABASE'), null, null, [
    PDO::ATTR_PERSISTENT => true,
    PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
    PDO::SQLITE_ATTR_OPEN_FLAGS => PDO::SQLITE_OPEN_READONLY,
]);
$request = json_decode(file_get_contents('php://input'), true);
$statement = $database->prepare(
    'SELECT client.id, client.name, client.company, employee.extension, employee.email
     FROM client_phone
     JOIN client ON client.id = client_phone.client_id
     LEFT JOIN client_admin ON client_admin.client_id = client.id
     LEFT JOIN employee ON employee.id = client_admin.employee_id
         AND employee.active = 1 AND employee.extension IS NOT NULL
     WHERE client_phone.e164 = ?
     ORDER BY client.id, employee.id IS NULL, client_admin.position
     LIMIT 1'
);
$statement->execute([$request['otherLegNum']]);
$row = $statement->fetch(PDO::FETCH_NUM);
header('Content-Type: application/json');
if ($row === false) {
    $answer = ['name' => null, 'url' => '', 'urlText' => '', 'newEntity' => true,
        'responsibleEmployeeExt' => null, 'responsibleEmployeeEmail' => null];
} else {
    $name = $row[2] === null ? $row[1] : "$row[1] ($row[2])";
    $answer = ['name' => $name,
        'url' => "http://{$_SERVER['HTTP_HOST']}/gateways/phonetapi/clients/$row[0]",
        'urlText' => $name, 'newEntity' => false,
        'responsibleEmployeeExt' => $row[3], 'responsibleEmployeeEmail' => $row[4]];
}
echo json_encode($answer, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
