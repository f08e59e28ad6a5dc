<?php
// A minimal PHP script that stores a message: one row, synced to disk before the answer.
$database = new PDO('sqlite:' . getenv('PEER'), null, null, [
    PDO::ATTR_PERSISTENT => true,
    PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
    PDO::ATTR_TIMEOUT => 10,
]);
$database->exec('PRAGMA synchronous = FULL');
$statement = $database->prepare('INSERT INTO message (received_at, body) VALUES (?, ?)');
$statement->execute([(int) (microtime(true) * 1000), file_get_contents('php://input')]);
header('Content-Type: application/json');
echo '{"status":"ok"}';
