const { createPublicKey } = require('node:crypto');

module.exports = (jwk) => createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
