<?php
// Tells how PHP itself (rfc1867) read a form, as JSON. Run by: php -S 127.0.0.1:<port> server.php
header('Access-Control-Allow-Origin: *');
header('Access-Control-Allow-Headers: *');
header('Content-Type: application/json');

$fields = [];
foreach ($_POST as $name => $value) {
    $fields[] = [(string) $name, is_array($value) ? $value : (string) $value];
}
$files = [];
foreach ($_FILES as $field => $file) {
    $files[] = [
        'field' => (string) $field,
        'filename' => $file['name'],
        'contentType' => $file['type'],
        'size' => $file['size'],
        'sha256' => $file['error'] === UPLOAD_ERR_OK ? hash_file('sha256', $file['tmp_name']) : 'error ' . $file['error'],
    ];
}
echo json_encode(['fields' => $fields, 'files' => $files], JSON_THROW_ON_ERROR);
