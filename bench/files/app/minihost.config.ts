const limit = 4 * 1024 ** 3;

export default { limits: { downloadBytes: limit, storedBytes: limit, temporaryBytes: limit } };
