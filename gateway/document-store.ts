import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { documentBytes } from './limits/document-bytes.js';
import { memoryLimits } from './limits/limits.js';

/** Parsed documents by the hash of their text, as Apollo Server keeps them. */
export function createDocumentStore() {
  const documents = new LRUCache<string, DocumentNode>({ maxSize: memoryLimits.parsedBytes, sizeCalculation: documentBytes });
  return {
    get: async (key: string) => documents.get(key),
    set: async (key: string, document: DocumentNode) => void documents.set(key, document),
    delete: async (key: string) => documents.delete(key),
  };
}
